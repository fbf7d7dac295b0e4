import NicheMath

/// Work spaces that threads borrow and give back, so that a loop allocates none once it is warm.
final class Shelf<Item: AnyObject>: @unchecked Sendable {
    // Addresses of retained items: plain numbers, since only one thread at a time holds each.
    private let items = Mutex<[UInt]>([])
    private let make: () -> Item

    init(_ make: @escaping () -> Item) { self.make = make }

    func withItem<Result>(_ body: (Item) throws -> Result) rethrows -> Result {
        let item = take()
        defer { put(item) }
        return try body(item)
    }

    /// An item for the caller alone, until it is put back.
    func take() -> Item {
        guard let address = items.withLock({ $0.popLast() }) else { return make() }
        return Unmanaged<Item>.fromOpaque(UnsafeRawPointer(bitPattern: address)!).takeRetainedValue()
    }

    func put(_ item: Item) {
        let address = UInt(bitPattern: Unmanaged.passRetained(item).toOpaque())
        items.withLock { $0.append(address) }
    }

    deinit {
        for address in items.withLock({ $0 }) { Unmanaged<Item>.fromOpaque(UnsafeRawPointer(bitPattern: address)!).release() }
    }
}
