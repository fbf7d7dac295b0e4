import NIOCore
import NIOEmbedded
import Testing

@testable import NicheViewer

@Suite("Places for connections")
struct LobbyTests {
    @Test("whoever has waited longest makes room")
    func order() throws {
        let lobby = Lobby(places: 2)
        let channels = (0..<4).map { _ in EmbeddedChannel() }
        for channel in channels { try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait() }
        #expect(lobby.enter(channels[0]) && lobby.enter(channels[1]))
        lobby.serve(channels[0])
        #expect(lobby.enter(channels[2]))
        #expect(channels.map(\.isActive) == [true, false, true, true])
        lobby.leave(channels[1])
        lobby.serve(channels[2])
        #expect(!lobby.enter(channels[3]), "both are being answered")
        lobby.wait(channels[0])
        #expect(lobby.enter(channels[3]))
        #expect(channels.map(\.isActive) == [false, false, true, true])
    }
}
