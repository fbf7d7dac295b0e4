import NicheFiles

/// What a run was and how far it came: the contents of `run.json`.
public struct Manifest: Sendable, Equatable {
    public enum Status: String, Sendable {
        case running, done, stopped
    }

    /// A snapshot and its time.
    public struct Snapshot: Sendable, Equatable {
        public var name: String
        /// [s]
        public var time: Int64
        public init(name: String, time: Int64) {
            self.name = name
            self.time = time
        }
    }

    /// An input as it is kept under `inputs/`, to read the model again from.
    public struct Input: Sendable, Equatable {
        /// Its name there, and where it was read.
        public var file: String
        public var path: String
        /// The name that other modules use it by; nil for what is no text of the model.
        public var module: String?
        public init(file: String, path: String, module: String?) {
            self.file = file
            self.path = path
            self.module = module
        }
    }

    /// A setting that differed from the model's own.
    public struct Setting: Sendable, Equatable {
        public var name: String
        public var value: String
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A therapy that is given, and when [s]; none where its start depends on the run.
    public struct Therapy: Sendable, Equatable {
        public var name: String
        public var times: [Int64]
        public init(name: String, times: [Int64]) {
            self.name = name
            self.times = times
        }
    }

    /// Version of the folder's layout that this program writes and reads.
    public static let currentFormat = 1

    public var format = Manifest.currentFormat
    /// Version of the program.
    public var version = ""
    public var modelTitle = ""
    /// Digest of the model, as the engine states it.
    public var modelDigest = ""
    public var seed: UInt64 = 0
    public var threads = 1
    /// The command and its arguments.
    public var command: [String] = []
    /// Name of the machine.
    public var host = ""
    /// Moments in ISO 8601; `finished` is empty until then.
    public var started = ""
    public var finished = ""
    public var status = Status.running
    /// Steps taken, and simulated time [s].
    public var steps: Int64 = 0
    public var time: Int64 = 0
    /// Digest of the last state, empty until there is one.
    public var stateDigest = ""
    public var snapshots: [Snapshot] = []
    public var settings: [Setting] = []
    public var therapies: [Therapy] = []
    /// The model's own text comes first.
    public var inputs: [Input] = []

    public init() {}
}
