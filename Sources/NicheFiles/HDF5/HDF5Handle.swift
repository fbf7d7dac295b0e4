#if HDF5
    import CHDF5

    /// Something that the HDF5 library holds open, closed when nobody needs it any more.
    ///
    /// The library as Debian builds it is for one thread at a time.
    final class HDF5Handle {
        private let id: hid_t
        private let close: (hid_t) -> herr_t

        /// - Throws: `fault`, where the library gave no handle.
        init(_ id: hid_t, _ close: @escaping (hid_t) -> herr_t, else fault: @autoclosure () -> FileFault) throws {
            guard id >= 0 else { throw fault() }
            self.id = id
            self.close = close
        }

        deinit { _ = close(id) }

        /// Calls the library with the handle, which stays open until `body` returns.
        func use<Result>(_ body: (hid_t) throws -> Result) rethrows -> Result {
            try withExtendedLifetime(self) { try body(id) }
        }
    }
#endif
