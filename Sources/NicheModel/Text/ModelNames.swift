/// Which names a model may use, for programs that write models.
public enum ModelNames {
    /// Whether it is a name and none of the language's own words.
    public static func isFree(_ name: String) -> Bool {
        Words.objection(to: name, Units()) == nil && !Words.lives.contains(name)
    }

    /// Every word in the text of library modules: what a model that uses them had better not give a meaning of its own.
    public static func words(inModules modules: [String], folders: [String]) -> Set<String> {
        let library = Library(folders: folders)
        return modules.reduce(into: []) { words, module in
            let text = String(decoding: library.find(module)?.bytes ?? [], as: UTF8.self)
            words.formUnion(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
        }
    }
}
