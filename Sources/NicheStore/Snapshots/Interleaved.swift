/// Columns side by side in one list, as matrices with a row a thing are stored.
enum Interleaved {
    static func join(_ columns: [[Double]], rows: Int) -> [Double] {
        precondition(columns.allSatisfy { $0.count == rows }, "columns of \(columns.map(\.count)) values for \(rows) rows")
        let width = columns.count
        return [Double](unsafeUninitializedCapacity: rows * width) { buffer, count in
            for (c, column) in columns.enumerated() {
                for row in 0..<rows { (buffer.baseAddress! + row * width + c).initialize(to: column[row]) }
            }
            count = rows * width
        }
    }

    static func split(_ values: [Double], columns: Int) -> [[Double]] {
        (0..<columns).map { column in stride(from: column, to: values.count, by: columns).map { values[$0] } }
    }

    static func join(_ points: [SIMD3<Double>]) -> [Double] { points.flatMap { [$0.x, $0.y, $0.z] } }

    static func points(_ values: [Double]) -> [SIMD3<Double>] {
        stride(from: 0, to: values.count, by: 3).map { SIMD3(values[$0], values[$0 + 1], values[$0 + 2]) }
    }
}
