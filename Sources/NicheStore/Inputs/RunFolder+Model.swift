import NicheEngine
import NicheFiles
import NicheModel

extension RunFolder {
    /// The model of a run, read again from the inputs that the run has kept.
    ///
    /// - Parameter options: as the run was started with.
    /// - Throws: `FileFault` of an input, `ModelFault` of a text that this version understands no more.
    public func model(_ manifest: Manifest, options: ReadOptions) throws -> Model {
        var texts: [(name: String, path: String, bytes: [UInt8])] = []
        var tables: [(path: String, bytes: [UInt8])] = []
        for kept in manifest.inputs {
            let bytes = try input(kept.file)
            if let module = kept.module { texts.append((module, kept.path, bytes)) } else { tables.append((kept.path, bytes)) }
        }
        var model = try Model.read(kept: texts, vocabulary: .standard, options: options)
        // Tables that are known are not read from where they were.
        model.data = tables
        try model.readTables()
        return model
    }
}
