/// A matrix of numbers as MATLAB's version 4 keeps it: a head of five words, the name, then the columns one after the other.
public enum MATFile {
    /// - Parameter columns: of `rows` numbers each.
    public static func bytes(name: String, rows: Int, columns: Int, _ value: (_ row: Int, _ column: Int) -> Double) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20 + name.utf8.count + 1 + 8 * rows * columns)
        func append(_ number: Int) { withUnsafeBytes(of: UInt32(truncatingIfNeeded: number).littleEndian) { bytes += $0 } }
        // Little-endian doubles of a full matrix, real, under a name that ends with a zero.
        for number in [0, rows, columns, 0, name.utf8.count + 1] { append(number) }
        bytes += Array(name.utf8) + [0]
        for column in 0..<columns {
            for row in 0..<rows { withUnsafeBytes(of: value(row, column).bitPattern.littleEndian) { bytes += $0 } }
        }
        return bytes
    }
}
