import Synchronization

/// Work spaces that threads borrow and give back, so that a loop allocates none once it is warm.
final class Shelf<Item: AnyObject>: @unchecked Sendable {
    // Addresses of retained items: plain numbers, since only one thread at a time holds each.
    private let items = Mutex<[UInt]>([])
    private let make: () -> Item

    init(_ make: @escaping () -> Item) { self.make = make }

    func withItem<Result>(_ body: (Item) throws -> Result) rethrows -> Result {
        let address = items.withLock { $0.popLast() }
        let item = address.map { Unmanaged<Item>.fromOpaque(UnsafeRawPointer(bitPattern: $0)!).takeRetainedValue() } ?? make()
        defer {
            let address = UInt(bitPattern: Unmanaged.passRetained(item).toOpaque())
            items.withLock { $0.append(address) }
        }
        return try body(item)
    }

    deinit {
        for address in items.withLock({ $0 }) { Unmanaged<Item>.fromOpaque(UnsafeRawPointer(bitPattern: address)!).release() }
    }
}
