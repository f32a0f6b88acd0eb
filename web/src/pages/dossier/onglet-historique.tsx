import { SegmentedControl } from "@codegouvfr/react-dsfr/SegmentedControl";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { actes } from "../../api/requetes";
import { useToutLire } from "../../api/tout-lire";
import type { Acte, Dossier } from "../../api/types";
import { useChampsDansAdresse } from "../../composants/adresse";
import { aujourdhui, jourCivil } from "../../composants/formats";
import { DeuxMoments } from "./deux-moments";
import { actesParJour, type Historique, historiqueDe } from "./historique";
import { UnMoment } from "./un-moment";

/** What both views of the past are given. */
export interface VueHistorique {
  dossier: Dossier;
  vu: Historique;
  changer: (champs: Historique) => void;
  /** Acts read so far, the newest first, and the same by day of recording. */
  lus: Acte[];
  journal: Map<string, Acte[]>;
}

/** The case as it was, as it was known, and what differs between two moments. The address says which. */
export function OngletHistorique({ dossier }: { dossier: Dossier }) {
  const adresse = historiqueDe(useSearch({ from: "/dossiers/$id" }));
  const naviguer = useNavigate({ from: "/dossiers/$id" });
  const ecrire = useCallback(
    (champs: Historique) => void naviguer({ search: (avant) => ({ ...avant, ...champs }), replace: true, resetScroll: false }),
    [naviguer],
  );
  const [vu, changer] = useChampsDansAdresse(adresse, ecrire);
  const comparer = vu.vue === "comparer";
  const lus = useJournal(dossier, comparer ? [vu.de_connu_le, vu.a_connu_le] : [vu.connu_le]);
  const journal = useMemo(() => actesParJour(lus), [lus]);
  const vue: VueHistorique = { dossier, vu, changer, lus, journal };
  return (
    <>
      <SegmentedControl
        className="fr-mb-3w greffe-sans-impression"
        legend="Ce que l’on regarde"
        hideLegend
        small
        segments={[
          { label: "Voir le dossier", nativeInputProps: { checked: !comparer, onChange: () => changer({ vue: undefined }) } },
          { label: "Comparer deux moments", nativeInputProps: { checked: comparer, onChange: () => changer({ vue: "comparer" }) } },
        ]}
      />
      {comparer ? <DeuxMoments {...vue} /> : <UnMoment {...vue} />}
    </>
  );
}

const RIEN: Acte[] = [];

/** The journal, read back to the first day with acts before all of those days: what the steps need, no more. */
function useJournal(dossier: Dossier, jours: (string | undefined)[]): Acte[] {
  const journal = useInfiniteQuery(actes(dossier.dossier_id));
  const lus = journal.data?.items ?? RIEN;
  const premier = jours.map((jour) => jour ?? aujourdhui()).sort()[0] ?? "";
  useToutLire(journal, !lus.some(({ recorded_at }) => jourCivil(recorded_at) < premier));
  return lus;
}
