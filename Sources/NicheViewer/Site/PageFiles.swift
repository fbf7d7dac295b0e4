import NicheFiles
import NicheReport

/// The files of the page, which are a part of the program.
enum PageFiles {
    private static let files: [String: (type: String, body: [UInt8])] = [
        "index.html": ("text/html; charset=utf-8", PackageResources.index_html),
        "style.css": ("text/css; charset=utf-8", PackageResources.style_css),
        "api.js": (script, PackageResources.api_js),
        "arm.js": (script, PackageResources.arm_js),
        "camera.js": (script, PackageResources.camera_js),
        "card.js": (script, PackageResources.card_js),
        "charts.js": (script, PackageResources.charts_js),
        "colours.js": (script, PackageResources.colours_js),
        "filter.js": (script, PackageResources.filter_js),
        "main.js": (script, PackageResources.main_js),
        "matrix.js": (script, PackageResources.matrix_js),
        "model.js": (script, PackageResources.model_js),
        "scene.js": (script, PackageResources.scene_js),
        "shaders.js": (script, PackageResources.shaders_js),
    ]
    private static let script = "text/javascript; charset=utf-8"

    static func answer(_ path: [String]) -> Answer? {
        if path == ["page", "maps.json"] { return .json(maps) }
        let name = path.isEmpty ? "index.html" : path.count == 2 ? path[1] : ""
        return files[name].map { Answer(type: $0.type, body: $0.body) }
    }

    /// The colour maps of the reports.
    private static var maps: JSON {
        .array([ColourMap.viridis, .cividis, .magma].map { ["name": JSON($0.name), "stops": JSON($0.stops.map(\.hex))] })
    }
}
