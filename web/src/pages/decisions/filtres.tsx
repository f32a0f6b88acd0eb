import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { FiltresDecisions } from "../../api/requetes";
import { chambresCherchables } from "../../composants/chambres";
import type { Referentiel } from "../../api/types";
import { CHAMP_RECHERCHE } from "../../app/raccourcis";
import { Button } from "../../composants/bouton";
import { date, INSECABLE } from "../../composants/formats";
import { DIFFUSIONS, NATURES_DECISION, SOLUTIONS } from "./mots";

/** Every filter stands in the address. */
export function Filtres({ filtres, ref_ }: { filtres: FiltresDecisions; ref_: Referentiel | undefined }) {
  const naviguer = useNavigate({ from: "/decisions" });
  const filtrer = (champs: FiltresDecisions) =>
    void naviguer({ search: (avant) => ({ ...avant, ...champs }), replace: true, resetScroll: false });
  const chambres = Object.fromEntries((ref_ ? chambresCherchables(ref_) : []).map(({ code, label }) => [code, label]));
  return (
    <>
      <Recherche key={filtres.q ?? ""} q={filtres.q ?? ""} chercher={(q) => filtrer({ q })} />
      <div className="greffe-filtres" role="group" aria-label="Filtres du registre">
        <Choix label="Chambre" toutes="Toutes les chambres" codes={chambres} valeur={filtres.chambre} changer={(chambre) => filtrer({ chambre })} />
        <Choix label="Nature" toutes="Toutes les natures" codes={NATURES_DECISION} valeur={filtres.nature} changer={(nature) => filtrer({ nature })} />
        <Choix label="Solution" toutes="Toutes les solutions" codes={SOLUTIONS} valeur={filtres.solution} changer={(solution) => filtrer({ solution })} />
        <Choix label="Diffusion" toutes="Toutes les diffusions" codes={DIFFUSIONS} valeur={filtres.diffusion} changer={(diffusion) => filtrer({ diffusion })} />
        <div className="fr-checkbox-group fr-checkbox-group--sm">
          <input
            id="decisions-dues"
            type="checkbox"
            checked={Boolean(filtres.dues)}
            onChange={(e) => filtrer({ dues: e.target.checked || undefined })}
          />
          <label className="fr-label" htmlFor="decisions-dues">
            Dues au public, par terme
          </label>
        </div>
        <Jour label="Prononcées à partir du" valeur={filtres.du} changer={(du) => filtrer({ du })} />
        <Jour label="Prononcées jusqu’au" valeur={filtres.au} changer={(au) => filtrer({ au })} />
        {Object.values(filtres).some(Boolean) && (
          <div className="greffe-filtres__cases">
            <Button
              size="small"
              priority="tertiary"
              iconId="fr-icon-close-line"
              onClick={() => {
                void naviguer({ search: {}, replace: true, resetScroll: false });
                document.getElementById(CHAMP_RECHERCHE)?.focus();
              }}
            >
              Réinitialiser les filtres
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

function Recherche({ q, chercher }: { q: string; chercher: (q: string | undefined) => void }) {
  const [texte, setTexte] = useState(q);
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    chercher(texte.trim() || undefined);
  };
  return (
    <form role="search" className="greffe-sans-impression" onSubmit={envoyer}>
      <div className="fr-search-bar fr-search-bar--lg">
        <label className="fr-label" htmlFor={CHAMP_RECHERCHE}>
          Minute, ECLI ou numéro de pourvoi
        </label>
        <input
          id={CHAMP_RECHERCHE}
          className="fr-input"
          type="search"
          value={texte}
          placeholder="Minute, ECLI ou numéro de pourvoi"
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

interface ChoixProps<C extends string> {
  label: string;
  toutes: string;
  codes: Record<C, string>;
  valeur: C | undefined;
  changer: (valeur: C | undefined) => void;
}

function Choix<C extends string>({ label, toutes, codes, valeur, changer }: ChoixProps<C>) {
  return (
    <Select label={label} nativeSelectProps={{ value: valeur ?? "", onChange: (e) => changer((e.target.value || undefined) as C | undefined) }}>
      <option value="">{toutes}</option>
      {(Object.entries(codes) as [C, string][]).map(([code, texte]) => (
        <option key={code} value={code}>
          {texte}
        </option>
      ))}
    </Select>
  );
}

function Jour({ label, valeur, changer }: { label: string; valeur: string | undefined; changer: (jour: string | undefined) => void }) {
  return (
    <Input
      label={label}
      nativeInputProps={{ type: "date", value: valeur ?? "", onChange: (e) => changer(e.target.value || undefined) }}
    />
  );
}

/** What the register shows, for who reads it on paper. */
export function enMots({ q, nature, solution, diffusion, du, au, dues }: FiltresDecisions): string[] {
  return [
    ...(q ? [`Recherche${INSECABLE}: ${q}`] : []),
    ...(nature ? [NATURES_DECISION[nature]] : []),
    ...(solution ? [SOLUTIONS[solution] ?? solution] : []),
    ...(diffusion ? [DIFFUSIONS[diffusion]] : []),
    ...(dues ? ["Dues au public, par terme"] : []),
    ...(du ? [`À partir du ${date(du)}`] : []),
    ...(au ? [`Jusqu’au ${date(au)}`] : []),
  ];
}
