import ArgumentParser
import NicheEngine
import NicheFiles
import NicheModel
import NicheReport

/// Exit codes, as in sysexits.
enum ExitReason {
    static let usage = ExitCode(64)
    static let badInput = ExitCode(65)
    static let missingInput = ExitCode(66)
    static let unavailable = ExitCode(69)
    static let ourFault = ExitCode(70)
    static let cannotCreate = ExitCode(73)
    static let ioError = ExitCode(74)

    /// The code that an error ends the program with.
    static func code(for error: any Error) -> ExitCode {
        switch error {
        case let fault as ModelFault: fault.isMissing ? missingInput : badInput
        case let fault as FileFault: code(for: fault)
        case is MissingLibrary: unavailable
        case is RunFault, is PictureError: badInput
        case is ValidationError: usage
        case let code as ExitCode: code
        default: ourFault
        }
    }

    private static func code(for fault: FileFault) -> ExitCode {
        switch fault.kind {
        case .missing: missingInput
        case .cannotWrite: cannotCreate
        case .malformed, .unsupported, .tooLarge: badInput
        default: ioError
        }
    }
}

/// Runs a command's work; an error is told on standard error and becomes an exit code.
func reporting(_ work: () throws -> Void) throws {
    do {
        try work()
    } catch let code as ExitCode {
        throw code
    } catch {
        Console.error(error)
        throw ExitReason.code(for: error)
    }
}
