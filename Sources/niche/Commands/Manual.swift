import ArgumentParser
import NicheFiles

struct Manual: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write man pages, and completions for bash, zsh and fish.",
        discussion: """
            niche manual -o ~/.local/share

            writes man/man1/niche.1 and a page for each command, bash-completion/completions/niche, zsh/site-functions/_niche and
            fish/vendor_completions.d/niche.fish, where these programs look.
            """)

    @Option(name: .shortAndLong, help: "Folder that they are written under, such as ~/.local/share.", completion: .directory)
    var output: String

    func run() throws {
        try reporting {
            var written = 0
            func write(_ text: String, _ name: String) throws {
                let file = "\(output)/\(name)"
                try DiskFiles.makeFolder(String(file[..<file.lastIndex(of: "/")!]))
                try DiskFiles.writeWhole(Array(text.utf8), to: file)
                written += 1
            }
            try write(ManPage(Niche.self, under: nil).text, "man/man1/niche.1")
            for command in Niche.configuration.subcommands {
                let page = ManPage(command, under: Niche.self)
                try write(page.text, "man/man1/\(page.name).1")
            }
            try write(Niche.completionScript(for: .bash), "bash-completion/completions/niche")
            try write(Niche.completionScript(for: .zsh), "zsh/site-functions/_niche")
            try write(Niche.completionScript(for: .fish), "fish/vendor_completions.d/niche.fish")
            Console.print("manual \(output): \(written) files")
        }
    }
}

/// The help of a command as a man page.
private struct ManPage {
    let name: String
    private let abstract: String
    private let help: String

    init(_ command: any ParsableCommand.Type, under parent: (any ParsableCommand.Type)?) {
        let own = command._commandName
        name = parent == nil ? own : "niche-\(own)"
        abstract = command.configuration.abstract
        help = Niche.helpMessage(for: command, columns: 78)
    }

    /// The sections of the help under their own headings, as they stand.
    var text: String {
        var page =
            ".TH \"\(name.uppercased())\" 1 \"\" \"Niche \(Niche.version)\" \"Niche\"\n.SH NAME\n\(name) \\- \(ManPage.escaped(abstract))\n"
        for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
            let heading = line.prefix { $0.isUppercase || $0 == " " }
            if let first = line.first, first.isUppercase, line.dropFirst(heading.count).first == ":", heading.count > 3 {
                let rest = line.dropFirst(heading.count + 1).drop { $0 == " " }
                page += "\(page.hasSuffix(".nf\n") || !page.contains(".nf\n") ? "" : ".fi\n").SH \(heading)\n.nf\n"
                if !rest.isEmpty { page += ManPage.escaped(String(rest)) + "\n" }
            } else {
                page += ManPage.escaped(String(line)) + "\n"
            }
        }
        return page + ".fi\n"
    }

    private static func escaped(_ line: String) -> String {
        let plain = line.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        // A point or a quote at the head of a line would be a command.
        return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
    }
}
