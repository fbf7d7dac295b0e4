import Foundation
import Glibc
import Testing

/// Asked to stop, or to keep a checkpoint, a run does so between two steps, says so by its exit code, and goes on to the same bits.
@Suite("Stopping is gentle")
struct StoppingIsGentle {
    /// Goes on for an hour, and compares all files with those of a run that was never stopped.
    private func checkResumed(_ program: Program, _ run: String) throws {
        let last = try #require(program.checkpoints(run).last)
        let time = try #require(Int64(last.prefix(8))) * 60
        let end = time + 3600
        let until = ["--until", "\(end / 60) min"]
        #expect(try program.run(program.resume(run, "--threads", "3") + until) == 0)
        try #require(program.run(program.pond("whole") + until) == 0)
        #expect(try program.contents(run) == program.contents("whole"))
        #expect(try program.manifest(run)["status"] as? String == "done")
    }

    @Test("by SIGINT with 130 and by SIGTERM with 143", arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func signals(signal: Int32, code: Int32) throws {
        let program = try Program()
        let output = Pipe()
        let process = try program.start(
            program.pond("run", "--until", "30d", "--json", "--checkpoint-every", "never", "--threads", "1"), output: output)
        // An hour is recorded by now, and many are left.
        var told = Data()
        while told.count(where: { $0 == UInt8(ascii: "\n") }) < 2, process.isRunning { told += output.fileHandleForReading.availableData }
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == code)
        #expect(try program.manifest("run")["status"] as? String == "stopped")
        try checkResumed(program, "run")
    }

    @Test("by --max-wall with 143") func maxWall() throws {
        let program = try Program()
        #expect(try program.run(program.pond("run", "--until", "30d", "--max-wall", "1s", "--checkpoint-every", "never")) == 143)
        try checkResumed(program, "run")
    }

    @Test("and SIGUSR1 keeps a checkpoint on the way") func checkpointOnTheWay() throws {
        let program = try Program()
        let process = try program.start(program.pond("run", "--until", "30d", "--checkpoint-every", "never", "--threads", "1"))
        while program.checkpoints("run").isEmpty, process.isRunning {
            usleep(100_000)
            // Before there is a folder nobody listens.
            if (try? program.manifest("run")) != nil { kill(process.processIdentifier, SIGUSR1) }
        }
        #expect(process.isRunning)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try checkResumed(program, "run")
    }
}
