import ArgumentParser
import CLinux
import Glibc

@main
struct Niche: ParsableCommand {
    static let version = "0.1.0"
    static let configuration = CommandConfiguration(
        commandName: "niche",
        abstract: "An in-silico laboratory for tumour-associated macrophages.",
        discussion: """
            Models are text: Models/slice.yaml is a bleeding, hypoxic tumour with its macrophages. A first question:

              niche run Models/slice.yaml --until 7d -o with
              niche run Models/slice.yaml --until 7d --set M04=0 -o without     (no monocytes are recruited)
              niche report with; niche report without

            A run that was stopped or killed goes on where it was, to the same bits: niche run --resume with

            Exit codes: 0 done, 64 usage, 65 bad input, 66 missing input, 69 built without a library, 70 our fault, 73 or 74 disk, 130 or 143 stopped.
            """,
        version: version,
        subcommands: [
            Run.self, Rerun.self, TrialCommand.self, Claims.self, Check.self, Describe.self, Models.self, ReportCommand.self, View.self,
            Movie.self,
            Export.self, Import.self, Compare.self, Assay.self, Bench.self, Manual.self,
        ])

    static func main() {
        // A file that may not grow further is a fault like a full disk, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        // Large pieces go back to the system as soon as they are given up. By itself the allocator moves this limit up to 32 MB, and a run of
        // a million cells then keeps half a gigabyte of snapshots long written.
        mallopt(M_MMAP_THRESHOLD, 1 << 20)
        main(nil)
    }
}
