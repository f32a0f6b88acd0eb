import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { FiltresCertificats } from "../../api/requetes";
import { CHAMP_RECHERCHE } from "../../app/raccourcis";
import { Button } from "../../composants/bouton";
import { date, INSECABLE } from "../../composants/formats";
import { NATURES, QUALITES, STATUTS } from "./mots";

/** Every filter stands in the address. */
export function Filtres({ filtres }: { filtres: FiltresCertificats }) {
  const naviguer = useNavigate({ from: "/certificats" });
  const filtrer = (champs: FiltresCertificats) =>
    void naviguer({ search: (avant) => ({ ...avant, ...champs }), replace: true, resetScroll: false });
  return (
    <>
      <Recherche key={filtres.q ?? ""} q={filtres.q ?? ""} chercher={(q) => filtrer({ q })} />
      <div className="greffe-filtres" role="group" aria-label="Filtres du registre">
        <Choix label="Statut" toutes="Tous les statuts" codes={STATUTS} valeur={filtres.statut} changer={(statut) => filtrer({ statut })} />
        <Choix label="Nature" toutes="Toutes les natures" codes={NATURES} valeur={filtres.nature} changer={(nature) => filtrer({ nature })} />
        <Choix
          label="Qualité du demandeur"
          toutes="Toutes les qualités"
          codes={QUALITES}
          valeur={filtres.qualite}
          changer={(qualite) => filtrer({ qualite })}
        />
        <Jour label="Reçues à partir du" valeur={filtres.du} changer={(du) => filtrer({ du })} />
        <Jour label="Reçues jusqu’au" valeur={filtres.au} changer={(au) => filtrer({ au })} />
        {Object.values(filtres).some(Boolean) && (
          <div className="greffe-filtres__cases">
            {filtres.lot && <span className="greffe-mention">Une seule liste déposée est montrée.</span>}
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
          Numéro de certificat ou d’affaire, juridiction, nom
        </label>
        <input
          id={CHAMP_RECHERCHE}
          className="fr-input"
          type="search"
          value={texte}
          placeholder="Numéro de certificat ou d’affaire, juridiction, nom, référence"
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
export function enMots({ q, statut, nature, qualite, du, au, lot }: FiltresCertificats): string[] {
  return [
    ...(q ? [`Recherche${INSECABLE}: ${q}`] : []),
    ...(statut ? [STATUTS[statut]] : []),
    ...(nature ? [NATURES[nature]] : []),
    ...(qualite ? [QUALITES[qualite]] : []),
    ...(du ? [`À partir du ${date(du)}`] : []),
    ...(au ? [`Jusqu’au ${date(au)}`] : []),
    ...(lot ? ["Une liste déposée"] : []),
  ];
}
