/// The keys of random streams and the hashes behind them.
public enum Keys {
    /// The key of the child number `ordinal` of the holder of `key`.
    ///
    /// For one parent, distinct ordinals give distinct keys (every step is a bijection of `ordinal`);
    /// between parents a collision has the probability of a random one, 2^-64 per pair.
    @inlinable @inline(__always)
    public static func child(of key: UInt64, ordinal: UInt64) -> UInt64 {
        mix(mix(key &+ 0x9E37_79B9_7F4A_7C15) ^ (ordinal &* 0xD6E8_FEB8_6659_FD93))
    }

    /// The 32-bit hash of a name, over its UTF-8 bytes. It stands in stored runs, so it never changes.
    /// - Source: FNV-1a, Fowler, Noll & Vo (IETF draft-eastlake-fnv).
    public static func name(_ text: String) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return hash
    }

    /// A bijection of 64-bit words in which every input bit reaches every output bit.
    /// - Source: the finaliser of SplitMix64, Steele, Lea & Flood, OOPSLA 2014 (variant 13 of Stafford).
    @inlinable @inline(__always)
    public static func mix(_ word: UInt64) -> UInt64 {
        var z = word
        z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z &>> 31)
    }
}
