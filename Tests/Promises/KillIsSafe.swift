import Foundation
import Glibc
import Testing

/// A run killed at any instant, half of the time while it writes a checkpoint, goes on to the very files that it would have written.
@Suite("Kill -9 is safe")
struct KillIsSafe {
    @Test("50 of 50 times, at random instants") func kills() throws {
        let program = try Program()
        try #require(program.run(program.pond("whole", "--threads", "1", "--checkpoint-every", "never")) == 0)
        let whole = try program.contents("whole")
        var dice = SystemRandomNumberGenerator()
        var kills = 0
        var runs = 0
        while kills < 50 {
            runs += 1
            let run = "run\(runs)"
            // Each step writes a checkpoint, which takes about as long as the step.
            var arguments = program.pond(run, "--threads", "1", "--checkpoint-every", "6min")
            while true {
                let process = try program.start(arguments)
                usleep(UInt32.random(in: 20_000...150_000, using: &dice))
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                if process.terminationReason == .exit {
                    try #require(process.terminationStatus == 0)
                    break
                }
                kills += 1
                // What is there can be read, and gone on from.
                let threads = "\(1 + kills % 3)"
                if program.checkpoints(run).isEmpty {
                    arguments = program.pond(run, "--force", "--threads", threads, "--checkpoint-every", "6min")
                } else {
                    arguments = program.resume(run, "--threads", threads, "--checkpoint-every", "6min")
                }
            }
            let found = try program.contents(run)
            #expect(Set(found.keys) == Set(whole.keys))
            for (name, bytes) in whole { #expect(found[name] == bytes, "\(name) differs") }
        }
    }
}
