/// Which names a model may use, for programs that write models.
public enum ModelNames {
    /// Whether it is a name and none of the language's own words.
    public static func isFree(_ name: String) -> Bool {
        Words.objection(to: name, Units()) == nil && !Words.lives.contains(name)
    }
}
