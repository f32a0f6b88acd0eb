-- A certificate asks whether a pourvoi formed since a decision was closed under the former system.
CREATE INDEX closed_figure_formed ON dossier.closed_figure (formed_on);
