import NIOCore

/// Who is connected. Where all places are taken, whoever has waited longest without asking anything has to go, so that connections that
/// are slow on purpose keep nobody out.
///
/// Belongs to one event loop.
final class Lobby {
    private let places: Int
    private var waiting: [(id: ObjectIdentifier, channel: any Channel)] = []
    private var busy: Set<ObjectIdentifier> = []

    init(places: Int) { self.places = places }

    /// - Returns: false where everyone here is being answered.
    func enter(_ channel: any Channel) -> Bool {
        if waiting.count + busy.count >= places {
            guard let first = waiting.first else { return false }
            waiting.removeFirst()
            first.channel.close(promise: nil)
        }
        waiting.append((ObjectIdentifier(channel), channel))
        return true
    }

    /// A request is whole, and is being answered.
    func serve(_ channel: any Channel) {
        waiting.removeAll { $0.id == ObjectIdentifier(channel) }
        busy.insert(ObjectIdentifier(channel))
    }

    /// The answer is gone; another may follow.
    func wait(_ channel: any Channel) {
        if busy.remove(ObjectIdentifier(channel)) != nil { waiting.append((ObjectIdentifier(channel), channel)) }
    }

    func leave(_ channel: any Channel) {
        waiting.removeAll { $0.id == ObjectIdentifier(channel) }
        busy.remove(ObjectIdentifier(channel))
    }
}
