#if HDF5
    import CHDF5

    /// A group of an HDF5 file, and the file itself as the first of them.
    struct HDF5Group: AnnDataGroup {
        /// Packed arrays have chunks of so many values; smaller arrays are stored as they are.
        private static let chunk = 1 << 17
        private static let smallestPacked = 1 << 12

        /// Of the file, for faults.
        let file: String
        let handle: HDF5Handle

        /// Makes a file; the one that is there is replaced.
        ///
        /// - Throws: `FileFault.cannotWrite`.
        init(creating file: String, attributes: JSON) throws {
            niche_h5_be_quiet()
            let fault = FileFault.hdf5(writing: file)
            handle = try HDF5Handle(
                H5Fcreate(file, niche_h5_replace(), niche_h5_default(), niche_h5_default()), H5Fclose, else: fault)
            self.file = file
            try write(attributes)
        }

        private init(file: String, handle: HDF5Handle) { (self.file, self.handle) = (file, handle) }

        private var fault: FileFault { .hdf5(writing: file) }

        func makeGroup(_ name: String, attributes: JSON) throws -> HDF5Group {
            let made = handle.use { H5Gcreate2($0, name, niche_h5_default(), niche_h5_default(), niche_h5_default()) }
            let group = HDF5Group(file: file, handle: try HDF5Handle(made, H5Gclose, else: fault))
            try group.write(attributes)
            return group
        }

        func write<Element: ZarrElement>(_ name: String, _ values: [Element], shape: [Int], attributes: JSON) throws {
            precondition(values.count == shape.reduce(1, *), "\(values.count) values for an array of shape \(shape)")
            let isPacked = values.count >= Self.smallestPacked
            try values.withUnsafeBytes {
                try write(name, Element.zarrType, shape: shape, packed: isPacked, attributes: attributes, $0.baseAddress)
            }
        }

        func write(_ name: String, _ texts: [String], shape: [Int], attributes: JSON) throws {
            try HDF5Group.withPointers(texts) {
                try write(name, .string, shape: shape, packed: false, attributes: attributes, $0)
            }
        }

        private func write(
            _ name: String, _ type: ZarrType, shape: [Int], packed: Bool, attributes: JSON, _ values: UnsafeRawPointer?
        ) throws {
            let creation = try HDF5Handle(H5Pcreate(niche_h5_creation()), H5Pclose, else: fault)
            if packed {
                let row = max(1, shape.dropFirst().reduce(1, *))
                var chunk = shape.map { hsize_t($0) }
                chunk[0] = hsize_t(max(1, min(shape[0], HDF5Group.chunk / row)))
                let isSet = creation.use {
                    H5Pset_chunk($0, Int32(chunk.count), chunk) >= 0 && H5Pset_shuffle($0) >= 0 && H5Pset_deflate($0, 1) >= 0
                }
                if !isSet { throw fault }
            }
            let (type, space) = (try type.hdf5(else: fault), try space(shape))
            let data = try type.use { type in
                let made = handle.use { group in
                    space.use { space in
                        creation.use { H5Dcreate2(group, name, type, space, niche_h5_default(), $0, niche_h5_default()) }
                    }
                }
                let data = try HDF5Handle(made, H5Dclose, else: fault)
                let all = niche_h5_all()
                guard shape.contains(0) || data.use({ H5Dwrite($0, type, all, all, niche_h5_default(), values) }) >= 0 else {
                    throw fault
                }
                return data
            }
            try HDF5Group(file: file, handle: data).write(attributes)
        }

        /// Writes attributes: texts, flags, whole numbers and lists of texts, which is all that AnnData has.
        private func write(_ attributes: JSON) throws {
            for member in attributes.members ?? [] {
                switch member.value {
                case .string(let text): try write(texts: [text], shape: [], member.key)
                case .array(let items): try write(texts: items.compactMap(\.string), shape: [items.count], member.key)
                case .bool(let flag): try write([flag ? Int8(1) : 0], as: .bool, member.key)
                case .integer(let value): try write([value], as: .int64, member.key)
                default: preconditionFailure("an attribute \(member.key) that HDF5 is not given here")
                }
            }
        }

        private func write(texts: [String], shape: [Int], _ name: String) throws {
            try HDF5Group.withPointers(texts) { try write(attribute: name, .string, shape, $0) }
        }

        private func write<Value>(_ value: [Value], as type: ZarrType, _ name: String) throws {
            try value.withUnsafeBytes { try write(attribute: name, type, [], $0.baseAddress) }
        }

        private func write(attribute name: String, _ type: ZarrType, _ shape: [Int], _ values: UnsafeRawPointer?) throws {
            let (type, space) = (try type.hdf5(else: fault), try space(shape))
            try type.use { type in
                let made = handle.use { owner in
                    space.use { H5Acreate2(owner, name, type, $0, niche_h5_default(), niche_h5_default()) }
                }
                let attribute = try HDF5Handle(made, H5Aclose, else: fault)
                guard shape.contains(0) || attribute.use({ H5Awrite($0, type, values) }) >= 0 else { throw fault }
            }
        }

        private func space(_ shape: [Int]) throws -> HDF5Handle {
            if shape.isEmpty { return try HDF5Handle(H5Screate(H5S_SCALAR), H5Sclose, else: fault) }
            return try HDF5Handle(H5Screate_simple(Int32(shape.count), shape.map { hsize_t($0) }, nil), H5Sclose, else: fault)
        }

        /// Calls `body` with the address of each text, which ends in a zero; a zero inside a text ends it there.
        private static func withPointers<Result>(_ texts: [String], _ body: (UnsafeRawPointer?) throws -> Result) rethrows -> Result {
            var bytes: [UInt8] = []
            let starts = texts.map { text in
                defer {
                    bytes += text.utf8
                    bytes.append(0)
                }
                return bytes.count
            }
            return try bytes.withUnsafeBytes { bytes in
                let pointers = starts.map { bytes.baseAddress! + $0 }
                return try pointers.withUnsafeBytes { try body($0.baseAddress) }
            }
        }
    }

    extension FileFault {
        /// The fault of a write that the library refused; it tells no more than that.
        fileprivate static func hdf5(writing file: String) -> FileFault {
            FileFault(.cannotWrite(0), path: file, "cannot write this HDF5 file; is its folder there, writable, and the disk not full?")
        }
    }
#endif
