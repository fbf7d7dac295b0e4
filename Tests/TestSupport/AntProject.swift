import NicheFiles

/// A small PhysiCell project of our own, written to disk.
package struct AntProject {
    private let scratch = Scratch()
    package var folder: String { scratch.path }
    package var path: String { "\(scratch.path)/config/PhysiCell_settings.xml" }

    /// - Parameters:
    ///   - edit: changes the XML.
    package init(rules: String = AntProject.rules, cells: String = AntProject.cells, edit: (String) -> String = { $0 }) throws {
        try DiskFiles.makeFolder("\(scratch.path)/config")
        try DiskFiles.writeWhole(Array(edit(Self.xml).utf8), to: path)
        try DiskFiles.writeWhole(Array(rules.utf8), to: "\(scratch.path)/config/rules.csv")
        try DiskFiles.writeWhole(Array(cells.utf8), to: "\(scratch.path)/config/cells.csv")
    }

    package static let rules = """
        // what ants do
        red ant,sweet food,increases,cycle entry,0.01,2,4,0
        red ant,pressure,decreases,cycle entry,0,1,3,0
        red ant,dead,increases,sweet food secretion,0.02,0.1,10,1
        scout,contact with red ant,decreases,migration speed,0.1,0.5,4,0

        scout,sweet food,increases,transform to red ant,0.05,1,2,0
        """
    package static let cells = "x,y,z,type,volume\n-90,0,0,red ant\n10,20,0,scout,\n"

    package static let xml = """
        <?xml version="1.0"?>
        <PhysiCell_settings>
          <domain>
            <x_min>-100</x_min><x_max>100</x_max><y_min>-60</y_min><y_max>60</y_max><z_min>-10</z_min><z_max>10</z_max>
            <dx>20</dx><dy>20</dy><dz>20</dz><use_2D>true</use_2D>
          </domain>
          <overall><max_time units="min">120</max_time><dt_phenotype units="min">6</dt_phenotype></overall>
          <save><full_data><interval units="min">60</interval></full_data></save>
          <options><virtual_wall_at_domain_edge>true</virtual_wall_at_domain_edge></options>
          <microenvironment_setup>
            <variable name="sweet food" units="mmHg" ID="0">
              <physical_parameter_set><diffusion_coefficient>1000</diffusion_coefficient><decay_rate>0.1</decay_rate></physical_parameter_set>
              <initial_condition>5</initial_condition>
              <Dirichlet_boundary_condition enabled="True">8</Dirichlet_boundary_condition>
              <Dirichlet_options><boundary_value ID="xmin" enabled="False">8</boundary_value></Dirichlet_options>
            </variable>
          </microenvironment_setup>
          <cell_definitions>
            <cell_definition name="red ant" ID="0">
              <phenotype>
                <cycle code="5"><phase_transition_rates><rate start_index="0" end_index="0" fixed_duration="false">0.001</rate></phase_transition_rates></cycle>
                <death><model code="100" name="apoptosis"><death_rate>0.0002</death_rate></model></death>
                <secretion><substrate name="sweet food"><uptake_rate>2</uptake_rate></substrate></secretion>
              </phenotype>
            </cell_definition>
            <cell_definition name="scout" ID="1" parent_type="red ant">
              <phenotype>
                <cycle code="6"><phase_durations>
                  <duration index="0" fixed_duration="false">300</duration><duration index="1" fixed_duration="true">481</duration>
                </phase_durations></cycle>
                <cell_interactions><apoptotic_phagocytosis_rate>0.05</apoptotic_phagocytosis_rate></cell_interactions>
                <motility>
                  <speed>0.5</speed><persistence_time>10</persistence_time><migration_bias>0.7</migration_bias>
                  <options><enabled>true</enabled><use_2D>true</use_2D>
                    <chemotaxis><enabled>true</enabled><substrate>sweet food</substrate><direction>-1</direction></chemotaxis>
                  </options>
                </motility>
              </phenotype>
            </cell_definition>
          </cell_definitions>
          <initial_conditions><cell_positions type="csv" enabled="true"><folder>./config</folder><filename>cells.csv</filename></cell_positions></initial_conditions>
          <cell_rules><rulesets><ruleset protocol="CBHG" version="3.0" format="csv" enabled="true">
            <folder>./config</folder><filename>rules.csv</filename></ruleset></rulesets></cell_rules>
        </PhysiCell_settings>
        """
}
