import NicheFiles
import NicheReport

/// The files of the page, which are a part of the program.
enum PageFiles {
    private static let files: [String: [UInt8]] = [
        "index.html": PackageResources.index_html,
        "style.css": PackageResources.style_css,
        "svg.js": PackageResources.svg_js,
        "api.js": PackageResources.api_js,
        "arm.js": PackageResources.arm_js,
        "camera.js": PackageResources.camera_js,
        "card.js": PackageResources.card_js,
        "charts.js": PackageResources.charts_js,
        "colours.js": PackageResources.colours_js,
        "filter.js": PackageResources.filter_js,
        "graph.js": PackageResources.graph_js,
        "main.js": PackageResources.main_js,
        "matrix.js": PackageResources.matrix_js,
        "model.js": PackageResources.model_js,
        "scene.js": PackageResources.scene_js,
        "shaders.js": PackageResources.shaders_js,
    ]

    /// Of a file, by its ending.
    private static func type(_ name: String) -> String {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        default: "text/javascript; charset=utf-8"
        }
    }

    static func answer(_ path: [String]) -> Answer? {
        if path == ["page", "maps.json"] { return .json(maps) }
        let name = path.isEmpty ? "index.html" : path.count == 2 ? path[1] : ""
        return files[name].map { Answer(type: type(name), body: $0) }
    }

    /// The colour maps of the reports.
    private static var maps: JSON {
        .array([ColourMap.viridis, .cividis, .magma].map { ["name": JSON($0.name), "stops": JSON($0.stops.map(\.hex))] })
    }
}
