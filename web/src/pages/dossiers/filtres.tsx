import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { agents, type FiltresDossiers } from "../../api/requetes";
import type { LigneDossier, Referentiel } from "../../api/types";
import { CHAMP_RECHERCHE } from "../../app/raccourcis";
import { chambresCherchables } from "../../composants/chambres";
import { Button } from "../../composants/bouton";
import { INSECABLE } from "../../composants/formats";
import { donnerFoyer } from "../../composants/foyer";
import { ordonnerStades } from "../../composants/stades";

/** Changes filters; the list starts again from its first page. */
export function useFiltrer(): (champs: FiltresDossiers) => void {
  const naviguer = useNavigate({ from: "/dossiers" });
  return (champs) => void naviguer({ search: (avant) => ({ ...avant, ...champs }), replace: true, resetScroll: false });
}

/** Back to all the open dossiers; the sort stays. The button that asked for it goes, the search takes its focus. */
export function useReinitialiser(): () => void {
  const naviguer = useNavigate({ from: "/dossiers" });
  return () => {
    void naviguer({ search: ({ tri }) => ({ tri }), replace: true, resetScroll: false });
    donnerFoyer(document.getElementById(CHAMP_RECHERCHE));
  };
}

/** Does the list show less, or more, than all the open dossiers? */
export const estFiltree = ({ q, chambre, stade, rapporteur, urgent, clos }: FiltresDossiers) =>
  Boolean(q || chambre || stade || rapporteur || urgent || clos);

export function Recherche({ q }: { q: string }) {
  const filtrer = useFiltrer();
  const [texte, setTexte] = useState(q);
  const chercher = (envoi: FormEvent) => {
    envoi.preventDefault();
    filtrer({ q: texte.trim() || undefined });
  };
  return (
    <form role="search" className="greffe-sans-impression" onSubmit={chercher}>
      <div className="fr-search-bar fr-search-bar--lg" id="recherche">
        <label className="fr-label" htmlFor={CHAMP_RECHERCHE}>
          Numéro de pourvoi ou nom d’une partie
        </label>
        <input
          id={CHAMP_RECHERCHE}
          className="fr-input"
          type="search"
          value={texte}
          placeholder="Numéro (C 26-10.001, 26-10.001, 2610001) ou nom d’une partie"
          aria-keyshortcuts="/"
          onChange={(e) => setTexte(e.target.value)}
        />
        <button className="fr-btn" type="submit" title="Rechercher">
          Rechercher
        </button>
      </div>
    </form>
  );
}

interface Props {
  filtres: FiltresDossiers;
  referentiel: Referentiel | undefined;
  lignes: LigneDossier[] | undefined;
}

interface Choix {
  code: string;
  label: string;
}

/** What asks the list for the cases that no chamber has yet. */
export const SANS_CHAMBRE: Choix = { code: "aucune", label: "Sans chambre" };

export function Filtres({ filtres, referentiel: ref, lignes }: Props) {
  const filtrer = useFiltrer();
  const reinitialiser = useReinitialiser();
  return (
    <div className="greffe-filtres" role="group" aria-label="Filtres de la liste">
      <Liste
        label="Chambre"
        toutes="Toutes les chambres"
        valeur={filtres.chambre}
        choix={ref && [...chambresCherchables(ref), SANS_CHAMBRE]}
        changer={(chambre) => filtrer({ chambre })}
      />
      <Liste
        label="Stade"
        toutes="Tous les stades"
        valeur={filtres.stade}
        choix={ref && ordonnerStades(ref.stages)}
        changer={(stade) => filtrer({ stade })}
      />
      <Rapporteur filtres={filtres} lignes={lignes} />
      <Select
        label="Tri"
        nativeSelectProps={{
          value: filtres.tri ?? "recent",
          onChange: (e) => filtrer({ tri: e.target.value === "recent" ? undefined : (e.target.value as FiltresDossiers["tri"]) }),
        }}
      >
        <option value="recent">Derniers modifiés</option>
        <option value="number">Numéro</option>
        <option value="oldest">Plus anciens</option>
      </Select>
      <div className="greffe-filtres__cases">
        <Case nom="urgent" texte="Urgents seulement" coche={filtres.urgent} changer={(urgent) => filtrer({ urgent })} />
        <Case nom="clos" texte="Avec les clos" coche={filtres.clos} changer={(clos) => filtrer({ clos })} />
        {estFiltree(filtres) && (
          <Button size="small" priority="tertiary" iconId="fr-icon-close-line" onClick={reinitialiser}>
            Réinitialiser les filtres
          </Button>
        )}
      </div>
    </div>
  );
}

interface ListeProps {
  label: string;
  toutes: string;
  valeur: string | undefined;
  choix: Choix[] | undefined;
  changer: (valeur: string | undefined) => void;
}

/** One filter; codes that an address holds and that the list does not offer are kept, and said. */
function Liste({ label, toutes, valeur, choix = [], changer }: ListeProps) {
  return (
    <Select label={label} nativeSelectProps={{ value: valeur ?? "", onChange: (e) => changer(e.target.value || undefined) }}>
      <option value="">{toutes}</option>
      {valeur && !choix.some(({ code }) => code === valeur) && <option value={valeur}>{nommer(valeur, choix)}</option>}
      {choix.map(({ code, label: texte }) => (
        <option key={code} value={code}>
          {texte}
        </option>
      ))}
    </Select>
  );
}

/** Rapporteurs of the chamber chosen, else of the Court. */
function Rapporteur({ filtres, lignes }: Pick<Props, "filtres" | "lignes">) {
  const filtrer = useFiltrer();
  const { data, error } = useQuery(agents("magistrat_siege", filtres.chambre === SANS_CHAMBRE.code ? undefined : filtres.chambre));
  // Who may not read the register keeps the other filters.
  if (error && !filtres.rapporteur) return null;
  const choix = (data?.items ?? []).map(({ agent_id, display_name }) => ({ code: agent_id, label: display_name }));
  const vus = rapporteursVus(lignes).filter(({ code }) => code === filtres.rapporteur && !choix.some((autre) => autre.code === code));
  return (
    <Liste
      label="Rapporteur"
      toutes="Tous les rapporteurs"
      valeur={filtres.rapporteur}
      choix={[...vus, ...choix]}
      changer={(rapporteur) => filtrer({ rapporteur })}
    />
  );
}

const rapporteursVus = (lignes: LigneDossier[] = []): Choix[] =>
  lignes.flatMap(({ rapporteurs }) => rapporteurs.map(({ agent_id, name }) => ({ code: agent_id, label: name })));

interface CaseProps {
  nom: string;
  texte: string;
  coche: boolean | undefined;
  changer: (coche: boolean | undefined) => void;
}

function Case({ nom, texte, coche, changer }: CaseProps) {
  return (
    <div className="fr-checkbox-group fr-checkbox-group--sm">
      <input type="checkbox" id={`filtre-${nom}`} checked={Boolean(coche)} onChange={(e) => changer(e.target.checked || undefined)} />
      <label className="fr-label" htmlFor={`filtre-${nom}`}>
        {texte}
      </label>
    </div>
  );
}

/** Codes separated by commas, in words. */
const nommer = (codes: string, choix: Choix[]) =>
  codes
    .split(",")
    .map((code) => choix.find((un) => un.code === code)?.label ?? "choix de l’adresse")
    .join(", ");

/** What the list is of, for who reads it on paper. */
export function enMots(filtres: FiltresDossiers, ref: Referentiel | undefined, lignes: LigneDossier[] | undefined): string[] {
  const dit = (quoi: string, valeur: string | undefined, choix: Choix[]) => (valeur ? [`${quoi}${INSECABLE}: ${nommer(valeur, choix)}`] : []);
  return [
    ...(filtres.q ? [`Recherche${INSECABLE}: ${filtres.q}`] : []),
    ...dit("Chambre", filtres.chambre, [...(ref ? chambresCherchables(ref) : []), SANS_CHAMBRE]),
    ...dit("Stade", filtres.stade, ref?.stages ?? []),
    ...dit("Rapporteur", filtres.rapporteur, rapporteursVus(lignes)),
    ...(filtres.urgent ? ["Urgents seulement"] : []),
    ...(filtres.clos ? ["Avec les clos"] : []),
  ];
}
