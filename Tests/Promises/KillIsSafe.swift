import Foundation
import Glibc
import Testing

/// A run killed at any instant, half of the time while it writes a checkpoint, goes on to the very files that it would have written.
@Suite("Kill -9 is safe")
struct KillIsSafe {
    private static let most = ThreadsDoNotMatter.isFull ? 1000 : 50

    @Test("50 of 50 times, or 1,000 of 1,000 on demand, at random instants") func kills() throws {
        let program = try Program()
        // Each step writes a checkpoint, which takes about as long as the step.
        let often = ["--checkpoint-every", "6min", "--until", "5h"]
        let start = ContinuousClock.now
        try #require(program.run(program.pond("whole", "--threads", "1") + often) == 0)
        let whole = try program.contents("whole")
        let duration = ContinuousClock.now - start
        var kills = 0
        var runs = 0
        while kills < Self.most {
            runs += 1
            let run = "run\(runs)"
            var arguments = program.pond(run, "--threads", "1") + often
            while true {
                let process = try program.start(arguments)
                // The last is left to finish.
                if kills < Self.most {
                    usleep(useconds_t(Double.random(in: 0..<1) * (duration / .microseconds(1))))
                    // Every other time while a checkpoint is being written.
                    let draft = "\(program.folder)/\(run)/checkpoints/.writing-checkpoint"
                    while kills % 2 == 1, process.isRunning, access(draft, F_OK) != 0 {}
                    kill(process.processIdentifier, SIGKILL)
                }
                process.waitUntilExit()
                if process.terminationReason == .exit {
                    try #require(process.terminationStatus == 0)
                    break
                }
                kills += 1
                let threads = ["--threads", "\(1 + kills % 3)"]
                arguments = (program.checkpoints(run).isEmpty ? program.pond(run, "--force") : program.resume(run)) + threads + often
            }
            let found = try program.contents(run)
            #expect(Set(found.keys) == Set(whole.keys))
            for (name, bytes) in whole { #expect(found[name] == bytes, "\(name) differs") }
        }
    }
}
