import Foundation

// `fuzz SUBJECT FOLDER [options of libFuzzer]` looks for texts that break a subject, from those in a folder on; `fuzz SUBJECT --seeds FOLDER`
// fills such a folder with texts to begin with, and their words; `fuzz SUBJECT --tell FILE…` says what is wrong with texts. `main` is libFuzzer's own.

/// libFuzzer calls C functions, which hold nothing; set once, before the first text.
nonisolated(unsafe) private var subject: (any Subject)?

/// Called once, before libFuzzer reads its arguments: takes the name of the subject out of them.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> CInt {
    do {
        let texts = (0..<Int(count.pointee)).map { String(cString: arguments.pointee[$0]!) }
        guard texts.count > 2, let made = try makeSubject(texts[1]) else {
            print("usage: fuzz SUBJECT [--seeds] FOLDER …; subjects are in Tests/Fuzz")
            exit(64)
        }
        if texts[2] == "--seeds" {
            try write(try made.seeds(), to: texts[3])
            exit(0)
        }
        if texts[2] == "--tell" {
            for path in texts[3...] { print("\(path): \(told(made, path))") }
            exit(0)
        }
        subject = made
        for i in 1..<texts.count { arguments.pointee[i] = arguments.pointee[i + 1] }
        count.pointee -= 1
        return 0
    } catch {
        print("error: \(error)")
        exit(1)
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    try? subject!.read(Array(UnsafeBufferPointer(start: bytes, count: size)))
    return 0
}

private func told(_ subject: any Subject, _ path: String) -> String {
    do {
        try subject.read(Array(try Data(contentsOf: URL(fileURLWithPath: path))))
        return "read"
    } catch { return "\(error)" }
}

private func write(_ seeds: [[UInt8]], to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (i, seed) in seeds.enumerated() { try Data(seed).write(to: URL(fileURLWithPath: "\(folder)/seed-\(i)")) }
    // Words let the fuzzer make sentences out of letters.
    let words = Set(
        seeds.flatMap { seed in
            seed.split { !(0x61...0x7A).contains($0 | 0x20) && $0 != UInt8(ascii: "_") }.map { String(decoding: $0, as: UTF8.self) }
        }
    ).filter { (2...24).contains($0.utf8.count) }
    let signs = [": ", "{", "}", "[", "]", "- ", "\\x0a", "1e300", "-1", "0", "3 um", "1 /h"]
    let lines = (words.sorted() + signs).map { "\"\($0)\"\n" }.joined()
    try Data(lines.utf8).write(to: URL(fileURLWithPath: folder + ".words"))
}
