/// The types of value that a Zarr array may hold here, under the names of the Zarr v3 specification.
public enum ZarrType: String, Sendable {
    case float32, float64, int8, int16, int32, int64, uint8, uint16, uint32, uint64, bool, string

    /// Bytes a value; nil for strings.
    public var width: Int? {
        switch self {
        case .int8, .uint8, .bool: 1
        case .int16, .uint16: 2
        case .int32, .uint32, .float32: 4
        case .int64, .uint64, .float64: 8
        case .string: nil
        }
    }

    /// The value of a chunk that is not there.
    var fill: JSON {
        switch self {
        case .float32, .float64: 0.0
        case .bool: false
        case .string: ""
        default: 0
        }
    }
}

/// A Swift type of fixed width that a Zarr array may hold. Zarr stores little-endian values, as this machine does.
public protocol ZarrElement: BitwiseCopyable, Sendable {
    static var zarrType: ZarrType { get }
    /// What a chunk that is not there holds.
    static var zero: Self { get }
}

extension Float: ZarrElement { public static var zarrType: ZarrType { .float32 } }
extension Double: ZarrElement { public static var zarrType: ZarrType { .float64 } }
extension Int8: ZarrElement { public static var zarrType: ZarrType { .int8 } }
extension Int16: ZarrElement { public static var zarrType: ZarrType { .int16 } }
extension Int32: ZarrElement { public static var zarrType: ZarrType { .int32 } }
extension Int64: ZarrElement { public static var zarrType: ZarrType { .int64 } }
extension UInt8: ZarrElement { public static var zarrType: ZarrType { .uint8 } }
extension UInt16: ZarrElement { public static var zarrType: ZarrType { .uint16 } }
extension UInt32: ZarrElement { public static var zarrType: ZarrType { .uint32 } }
extension UInt64: ZarrElement { public static var zarrType: ZarrType { .uint64 } }
extension Bool: ZarrElement {
    public static var zarrType: ZarrType { .bool }
    public static var zero: Bool { false }
}
