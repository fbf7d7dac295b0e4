#if HDF5
    import CHDF5

    /// An HDF5 file of another program.
    struct HDF5Source: AnnDataSource {
        let path: String
        private let file: HDF5Handle

        /// - Throws: `FileFault`, where there is no such file or it is none of HDF5.
        init(_ path: String) throws {
            guard DiskFiles.exists(path) else { throw FileFault(.missing, path: path, "there is no such file") }
            niche_h5_be_quiet()
            self.path = path
            file = try HDF5Handle(
                H5Fopen(path, niche_h5_read_only(), niche_h5_default()), H5Fclose,
                else: FileFault(.malformed, path: path, "is no HDF5 file, or a damaged one"))
        }

        private func fault(_ inside: String, _ message: String) -> FileFault { FileFault(.malformed, path: path, "\(inside): \(message)") }

        private func exists(_ inside: String) -> Bool {
            var part = ""
            for name in inside.split(separator: "/") {
                part += part.isEmpty ? "\(name)" : "/\(name)"
                if file.use({ H5Lexists($0, part, niche_h5_default()) }) <= 0 { return false }
            }
            return true
        }

        func members(of group: String) throws -> [String] {
            guard exists(group), let opened = try? open(group) else { return [] }
            return opened.use { id in
                var facts = H5G_info_t()
                guard H5Gget_info(id, &facts) >= 0 else { return [] }
                return (0..<min(facts.nlinks, 10_000)).compactMap { index in
                    var name = [CChar](repeating: 0, count: 512)
                    let length = H5Lget_name_by_idx(
                        id, ".", H5_INDEX_NAME, H5_ITER_INC, index, &name, name.count, niche_h5_default())
                    return length > 0 ? String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
                }
            }
        }

        func isGroup(_ inside: String) throws -> Bool? {
            guard exists(inside) else { return nil }
            return try open(inside).use { H5Iget_type($0) == H5I_GROUP }
        }

        private func open(_ inside: String) throws -> HDF5Handle {
            try HDF5Handle(
                file.use { H5Oopen($0, inside, niche_h5_default()) }, H5Oclose, else: fault(inside, "is not there, or damaged"))
        }

        func numbers(_ inside: String) throws -> (values: [Double], shape: [Int]) {
            let data = try dataset(inside)
            let shape = try shape(of: data, inside)
            let kind = try type(of: data, inside)
            // Flags are an enumeration over bytes: read as bytes.
            let isFlag = kind.use { H5Tget_class($0) } == H5T_ENUM
            guard isFlag || [H5T_INTEGER, H5T_FLOAT].contains(kind.use { H5Tget_class($0) }) else {
                throw fault(inside, "holds no numbers")
            }
            let count = shape.reduce(1, *)
            if isFlag {
                guard kind.use({ H5Tget_size($0) }) == 1 else { throw fault(inside, "holds an enumeration that is not read here") }
                let flags = try read(data, kind, zero: Int8(0), count: count, inside)
                return (flags.map { Double($0) }, shape)
            }
            let native = try HDF5Handle(H5Tcopy(niche_h5_double()), H5Tclose, else: fault(inside, "cannot be read"))
            return (try read(data, native, zero: 0.0, count: count, inside), shape)
        }

        func texts(_ inside: String) throws -> [String] {
            let data = try dataset(inside)
            let shape = try shape(of: data, inside)
            guard shape.count <= 1 else { throw fault(inside, "texts of several axes are not read here") }
            let kind = try type(of: data, inside)
            guard kind.use({ H5Tget_class($0) }) == H5T_STRING else { throw fault(inside, "holds no texts") }
            let count = shape.first ?? 1
            if count == 0 { return [] }
            guard kind.use({ H5Tis_variable_str($0) }) > 0 else {
                let width = kind.use { H5Tget_size($0) }
                guard width > 0, count <= AnnDataPlaces.most / width else { throw fault(inside, "is too large") }
                let bytes = try read(data, kind, zero: UInt8(0), count: count, width: width, inside)
                return (0..<count).map { row in
                    String(decoding: bytes[row * width..<(row + 1) * width].prefix { $0 != 0 }, as: UTF8.self)
                }
            }
            let memory = try ZarrType.string.hdf5(else: fault(inside, "cannot be read"))
            // A file may hold ASCII where UTF-8 is asked for; the library converts neither, so the file's own set is taken.
            let set = kind.use { H5Tget_cset($0) }
            guard memory.use({ H5Tset_cset($0, set) }) >= 0 else { throw fault(inside, "cannot be read") }
            var pointers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: count)
            let all = niche_h5_all()
            let isRead = pointers.withUnsafeMutableBytes { buffer in
                data.use { data in memory.use { H5Dread(data, $0, all, all, niche_h5_default(), buffer.baseAddress) } } >= 0
            }
            guard isRead else { throw fault(inside, "is damaged") }
            defer { for pointer in pointers { H5free_memory(pointer) } }
            return pointers.map { $0.map { String(cString: $0) } ?? "" }
        }

        private func dataset(_ inside: String) throws -> HDF5Handle {
            guard try isGroup(inside) == false else { throw fault(inside, "is no array of the file") }
            return try open(inside)
        }

        private func type(of data: HDF5Handle, _ inside: String) throws -> HDF5Handle {
            try HDF5Handle(data.use { H5Dget_type($0) }, H5Tclose, else: fault(inside, "is damaged"))
        }

        private func shape(of data: HDF5Handle, _ inside: String) throws -> [Int] {
            let space = try HDF5Handle(data.use { H5Dget_space($0) }, H5Sclose, else: fault(inside, "is damaged"))
            let axes = space.use { H5Sget_simple_extent_ndims($0) }
            guard (0...8).contains(axes) else { throw fault(inside, "has \(axes) axes") }
            var lengths = [hsize_t](repeating: 0, count: Int(axes))
            guard space.use({ H5Sget_simple_extent_dims($0, &lengths, nil) }) >= 0 else { throw fault(inside, "is damaged") }
            var product = 1
            return try lengths.map { length in
                let (size, overflows) = product.multipliedReportingOverflow(by: Int(clamping: max(1, length)))
                guard !overflows, size <= AnnDataPlaces.most else {
                    throw FileFault(
                        .tooLarge, path: path, "\(inside) has more than the \(AnnDataPlaces.most) values that are accepted here")
                }
                product = size
                return Int(length)
            }
        }

        private func read<Value>(
            _ data: HDF5Handle, _ type: HDF5Handle, zero: Value, count: Int, width: Int = 1, _ inside: String
        ) throws -> [Value] {
            var values = [Value](repeating: zero, count: count * width)
            if values.isEmpty { return values }
            let all = niche_h5_all()
            let isRead = values.withUnsafeMutableBytes { buffer in
                data.use { data in type.use { H5Dread(data, $0, all, all, niche_h5_default(), buffer.baseAddress) } } >= 0
            }
            guard isRead else { throw fault(inside, "is damaged") }
            return values
        }
    }
#endif
