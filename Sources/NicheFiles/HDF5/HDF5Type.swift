#if HDF5
    import CHDF5

    extension ZarrType {
        /// The type of the values in memory; booleans are an enumeration over bytes, as h5py has them.
        ///
        /// - Throws: `fault`.
        func hdf5(else fault: @autoclosure () -> FileFault) throws -> HDF5Handle {
            let native: hid_t
            switch self {
            case .float32: native = niche_h5_float()
            case .float64: native = niche_h5_double()
            case .int8: native = niche_h5_int8()
            case .int16: native = niche_h5_int16()
            case .int32: native = niche_h5_int32()
            case .int64: native = niche_h5_int64()
            case .uint8: native = niche_h5_uint8()
            case .uint16: native = niche_h5_uint16()
            case .uint32: native = niche_h5_uint32()
            case .uint64: native = niche_h5_uint64()
            case .bool:
                let flag = try HDF5Handle(H5Tenum_create(niche_h5_int8()), H5Tclose, else: fault())
                for (name, value) in [("FALSE", Int8(0)), ("TRUE", Int8(1))] {
                    guard withUnsafePointer(to: value, { value in flag.use { H5Tenum_insert($0, name, value) } }) >= 0 else {
                        throw fault()
                    }
                }
                return flag
            case .string:
                // Text of any length, in UTF-8.
                let text = try HDF5Handle(H5Tcopy(niche_h5_c_string()), H5Tclose, else: fault())
                guard text.use({ H5Tset_size($0, niche_h5_variable()) >= 0 && H5Tset_cset($0, H5T_CSET_UTF8) >= 0 }) else {
                    throw fault()
                }
                return text
            }
            return try HDF5Handle(H5Tcopy(native), H5Tclose, else: fault())
        }
    }
#endif
