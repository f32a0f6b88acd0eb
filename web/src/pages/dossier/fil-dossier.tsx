import { Breadcrumb } from "@codegouvfr/react-dsfr/Breadcrumb";
import type { Dossier } from "../../api/types";

/** Where the page stands: list, dossier, page. */
export function FilDossier({ dossier, page }: { dossier: Dossier; page?: string }) {
  const liste = { label: "Dossiers", linkProps: { href: "/dossiers" } };
  const parent = { label: dossier.number, linkProps: { href: `/dossiers/${dossier.dossier_id}` } };
  return (
    <Breadcrumb className="fr-mt-0" segments={page ? [liste, parent] : [liste]} currentPageLabel={page ?? dossier.number} />
  );
}
