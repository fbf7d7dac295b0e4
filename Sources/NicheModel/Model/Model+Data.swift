extension Model {
    /// A table beside the model: where it stands, and how its columns are read.
    public struct DataFile: Sendable {
        public var path: String
        /// By what the model calls a column: what the file calls it.
        public var columns: [String: String]
        /// By what the model calls a column: the factor from the file's unit to the engine's.
        public var factors: [String: Double]
        /// Where the model names the file.
        public var place: Place

        public init(path: String, columns: [String: String], factors: [String: Double], place: Place) {
            self.path = path
            self.columns = columns
            self.factors = factors
            self.place = place
        }
    }

    /// A value over time: straight from point to point, and held before the first and after the last.
    public struct Course: Sendable {
        /// Times [min], ascending, and values in the engine's units; none until the file has been read.
        public var points: [(time: Double, value: Double)]
        /// The table that holds the points; nil where the model lists them itself.
        public var file: DataFile?
        /// As the author wrote it, for `describe`.
        public var text: String

        public init(points: [(time: Double, value: Double)] = [], file: DataFile? = nil, text: String = "") {
            self.points = points
            self.file = file
            self.text = text
        }

        /// The value at a time [min].
        ///
        /// - Precondition: there is a point.
        /// - Complexity: the logarithm of the number of points.
        public func value(at time: Double) -> Double {
            guard time > points[0].time else { return points[0].value }
            var (low, high) = (0, points.count)
            while high - low > 1 {
                let middle = (low + high) / 2
                if points[middle].time <= time { low = middle } else { high = middle }
            }
            guard high < points.count else { return points[low].value }
            let (a, b) = (points[low], points[high])
            return a.value + (b.value - a.value) * ((time - a.time) / (b.time - a.time))
        }
    }

    /// The tables that the model names, in the order of what they are for.
    public var tables: [DataFile] {
        let courses = clamps.compactMap { if case .course(let course) = $0.value { course.file } else { nil } }
        return courses + placements.compactMap { if case .segments(let table) = $0.region { table.file } else { nil } }
            + substances.compactMap(\.startTable?.file)
    }

    /// Concentrations in a table, at least one in each voxel.
    public struct FieldTable: Sendable {
        public var file: DataFile
        /// None until the file has been read.
        public var points: [Point] = []

        public init(file: DataFile) { self.file = file }

        public struct Point: Sendable {
            /// [µm]
            public var position: SIMD3<Double>
            public var value: Double

            public init(position: SIMD3<Double>, value: Double) {
                self.position = position
                self.value = value
            }
        }
    }

    /// Segments of vessels in a table.
    public struct SegmentTable: Sendable {
        public var file: DataFile
        /// None until the file has been read.
        public var segments: [Segment] = []

        public init(file: DataFile) { self.file = file }
    }

    /// A straight piece of a vessel [µm].
    public struct Segment: Sendable {
        public var from: SIMD3<Double>
        /// Nil where the table has one point a vessel, which then crosses a slice.
        public var to: SIMD3<Double>?
        /// Nil for that of its type.
        public var radius: Double?
        /// The line of the table.
        public var line: Int

        public init(from: SIMD3<Double>, to: SIMD3<Double>?, radius: Double? = nil, line: Int = 0) {
            self.from = from
            self.to = to
            self.radius = radius
            self.line = line
        }
    }

    /// The file that holds the cells of the start, if there is one.
    public var cellsFile: String? {
        placements.lazy.compactMap { if case .file(let path, _, _, _) = $0.region { path } else { nil } }.first
    }
}
