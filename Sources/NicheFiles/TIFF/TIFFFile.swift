#if TIFF
    import CTIFF

    /// A file that the TIFF library holds open.
    final class TIFFFile {
        let path: String
        private let file: OpaquePointer

        /// - Parameter mode: "r", or "w8" for a file that may be larger than 4 GB.
        init(_ path: String, mode: String, else fault: @autoclosure () -> FileFault) throws {
            niche_tiff_be_quiet()
            guard let file = TIFFOpen(path, mode) else { throw fault() }
            (self.path, self.file) = (path, file)
        }

        deinit { TIFFClose(file) }

        static func write(_ image: FloatTIFF, to path: String, pages: Int, page: (Int) throws -> [Float]) throws {
            let fault = FileFault(
                .cannotWrite(0), path: path, "cannot write this TIFF; is its folder there, writable, and the disk not full?")
            let isLarge = pages * image.width * image.height > 1 << 29
            let target = try TIFFFile(path, mode: isLarge ? "w8" : "w", else: fault)
            for index in 0..<pages {
                let values = try page(index)
                precondition(values.count == image.width * image.height, "a page of \(values.count) values")
                guard target.begin(image, isFirst: index == 0), target.write(values, image), TIFFWriteDirectory(target.file) == 1 else {
                    throw fault
                }
            }
        }

        /// Reads the first page, a grey picture of whole numbers, row by row.
        ///
        /// - Returns: width and height.
        func forEachRow(_ body: (Int, [Int]) throws -> Void) throws -> (Int, Int) {
            func fault(_ message: String) -> FileFault { FileFault(.malformed, path: path, message) }
            let (width, height) = (get32(TIFFTAG_IMAGEWIDTH), get32(TIFFTAG_IMAGELENGTH))
            guard width > 0, height > 0, width <= 1 << 20, width * height <= LabelMask.most else {
                throw fault("is no picture of a size that is read here")
            }
            let (bits, samples, kind) = (get16(TIFFTAG_BITSPERSAMPLE), get16(TIFFTAG_SAMPLESPERPIXEL), get16(TIFFTAG_SAMPLEFORMAT))
            guard samples == 1, [8, 16, 32].contains(bits), kind != SAMPLEFORMAT_IEEEFP, kind != SAMPLEFORMAT_COMPLEXIEEEFP else {
                throw fault("has \(samples) samples of \(bits) bits; expected a grey picture of whole numbers, one label a cell")
            }
            if TIFFIsTiled(file) != 0 { return try forEachTileRow(width, height, bits / 8, body) }
            var row = [UInt8](repeating: 0, count: max(Int(TIFFScanlineSize(file)), width * bits / 8))
            for y in 0..<height {
                guard row.withUnsafeMutableBytes({ TIFFReadScanline(file, $0.baseAddress, UInt32(y), 0) }) == 1 else {
                    throw fault("is damaged in row \(y + 1)")
                }
                try body(y, TIFFFile.labels(row, from: 0, count: width, bytes: bits / 8))
            }
            return (width, height)
        }

        /// A row of tiles at a time.
        private func forEachTileRow(_ width: Int, _ height: Int, _ bytes: Int, _ body: (Int, [Int]) throws -> Void) throws -> (Int, Int) {
            let (across, down) = (get32(TIFFTAG_TILEWIDTH), get32(TIFFTAG_TILELENGTH))
            let size = Int(TIFFTileSize(file))
            guard across > 0, down > 0, across <= 1 << 14, down <= 1 << 14, size == across * down * bytes else {
                throw FileFault(.malformed, path: path, "has tiles that are not read here")
            }
            var tile = [UInt8](repeating: 0, count: size)
            for top in stride(from: 0, to: height, by: down) {
                let rows = min(down, height - top)
                var labels = [[Int]](repeating: [], count: rows)
                for left in stride(from: 0, to: width, by: across) {
                    guard tile.withUnsafeMutableBytes({ TIFFReadTile(file, $0.baseAddress, UInt32(left), UInt32(top), 0, 0) }) >= 0 else {
                        throw FileFault(.malformed, path: path, "is damaged at \(left), \(top)")
                    }
                    for row in 0..<rows {
                        labels[row] += TIFFFile.labels(tile, from: row * across, count: min(across, width - left), bytes: bytes)
                    }
                }
                for row in 0..<rows { try body(top + row, labels[row]) }
            }
            return (width, height)
        }

        private static func labels(_ bytes: [UInt8], from start: Int, count: Int, bytes width: Int) -> [Int] {
            bytes.withUnsafeBytes { buffer in
                (start..<start + count).map { place in
                    switch width {
                    case 1: Int(buffer[place])
                    case 2: Int(buffer.loadUnaligned(fromByteOffset: place * 2, as: UInt16.self))
                    default: Int(buffer.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self))
                    }
                }
            }
        }

        private func get16(_ tag: Int32) -> Int {
            var value: UInt16 = 0
            return niche_tiff_get16(file, UInt32(tag), &value) == 1 ? Int(value) : 0
        }

        private func get32(_ tag: Int32) -> Int {
            var value: UInt32 = 0
            return niche_tiff_get32(file, UInt32(tag), &value) == 1 ? Int(value) : 0
        }

        private func begin(_ image: FloatTIFF, isFirst: Bool) -> Bool {
            let numbers: [(UInt32, UInt32)] = [
                (UInt32(TIFFTAG_IMAGEWIDTH), UInt32(image.width)), (UInt32(TIFFTAG_IMAGELENGTH), UInt32(image.height)),
                (UInt32(TIFFTAG_ROWSPERSTRIP), UInt32(image.height)),
            ]
            let kinds: [(UInt32, Int32)] = [
                (UInt32(TIFFTAG_BITSPERSAMPLE), 32), (UInt32(TIFFTAG_SAMPLESPERPIXEL), 1),
                (UInt32(TIFFTAG_SAMPLEFORMAT), SAMPLEFORMAT_IEEEFP), (UInt32(TIFFTAG_PHOTOMETRIC), PHOTOMETRIC_MINISBLACK),
                (UInt32(TIFFTAG_PLANARCONFIG), PLANARCONFIG_CONTIG), (UInt32(TIFFTAG_COMPRESSION), COMPRESSION_ADOBE_DEFLATE),
                (UInt32(TIFFTAG_PREDICTOR), PREDICTOR_FLOATINGPOINT),
            ]
            return numbers.allSatisfy { niche_tiff_set32(file, $0.0, $0.1) == 1 }
                && kinds.allSatisfy { niche_tiff_set16(file, $0.0, UInt16($0.1)) == 1 }
                && (!isFirst || niche_tiff_set_text(file, UInt32(TIFFTAG_IMAGEDESCRIPTION), image.about) == 1)
        }

        private func write(_ values: [Float], _ image: FloatTIFF) -> Bool {
            var values = values
            return values.withUnsafeMutableBytes { bytes in
                TIFFWriteEncodedStrip(file, 0, bytes.baseAddress, tmsize_t(bytes.count)) == tmsize_t(bytes.count)
            }
        }
    }
#endif
