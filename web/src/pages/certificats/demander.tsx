import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { demanderCertificat, useCommande } from "../../api/commandes";
import { session } from "../../api/requetes";
import type { SaisieDemande } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { occupe } from "../../composants/foyer";
import { TitrePage } from "../../composants/titre-page";
import { BlocDemandeur, DEMANDEUR_VIDE } from "./demandeur";
import { MATIERES, NATURES } from "./mots";

const VIDE = { court: "", rendered_on: "", case_number: "", parties: "", matter: "civile", reference: "" };

/** One decision, as it is named at the counter. */
export function DemanderPage() {
  const naviguer = useNavigate();
  const client = useQueryClient();
  const { data: ouverte } = useQuery(session);
  const [demandeur, setDemandeur] = useState(DEMANDEUR_VIDE);
  const [saisie, setSaisie] = useState(VIDE);
  const demander = useCommande(
    (corps: SaisieDemande, cle) => demanderCertificat(corps, cle),
    (reponse) => {
      void client.invalidateQueries({ queryKey: ["certificats"] });
      const delivre = reponse.kind && `${NATURES[reponse.kind]} n° ${reponse.number} délivré.`;
      annoncer(delivre ?? "Un doute demeure : la demande attend la décision d’un greffier.");
      void naviguer({ to: "/certificats/$demande", params: { demande: reponse.demand_id ?? "" } });
    },
  );
  const erreurs = demander.erreur?.champs ?? new Map<string, string>();
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    const parties = saisie.parties
      .split("\n")
      .map((nom) => nom.trim())
      .filter(Boolean);
    void demander.envoyer({ requester: demandeur, sought: { ...saisie, parties } });
  };
  const champ = (nom: keyof typeof VIDE, label: string, hintText?: string, type = "text") => (
    <Input
      label={label}
      hintText={hintText}
      state={erreurs.has(`sought.${nom}`) ? "error" : "default"}
      stateRelatedMessage={erreurs.get(`sought.${nom}`)}
      nativeInputProps={{ type, value: saisie[nom], onChange: (e) => setSaisie({ ...saisie, [nom]: e.target.value }) }}
    />
  );
  return (
    <>
      <TitrePage titre="Demander un certificat de non-pourvoi" />
      <p className="fr-text--lead">
        La recherche tolère les abréviations, les accents et les façons d’écrire un numéro. Le certificat dit la situation à
        l’instant où il est délivré.
      </p>
      <p>
        Plusieurs décisions&nbsp;? <Link to="/certificats/lot">Déposez-en la liste</Link>.
      </p>
      <form className="greffe-formulaire" noValidate onSubmit={envoyer}>
        <AlerteErreur erreur={demander.erreur} />
        <BlocDemandeur ouverte={ouverte} valeur={demandeur} changer={setDemandeur} erreurs={erreurs} />
        <section className="greffe-bloc" aria-labelledby="titre-decision">
          <h2 id="titre-decision" className="fr-h5">
            Décision
          </h2>
          <div className="greffe-colonnes">
            {champ("court", "Juridiction", "Celle qui a rendu la décision, avec sa ville.")}
            {champ("rendered_on", "Rendue le", undefined, "date")}
          </div>
          <div className="greffe-colonnes">
            {champ("case_number", "Numéro d’affaire (RG)", "Ou, à défaut, le nom d’une partie.")}
            <Select
              label="Matière"
              hint="Au pénal, le certificat se demande à la juridiction qui a statué."
              nativeSelectProps={{ value: saisie.matter, onChange: (e) => setSaisie({ ...saisie, matter: e.target.value }) }}
            >
              {Object.entries(MATIERES).map(([code, texte]) => (
                <option key={code} value={code}>
                  {texte}
                </option>
              ))}
            </Select>
          </div>
          <Input
            textArea
            label="Parties"
            hintText="Facultatif. Un nom par ligne."
            state={erreurs.has("sought.parties") ? "error" : "default"}
            stateRelatedMessage={erreurs.get("sought.parties")}
            nativeTextAreaProps={{ rows: 3, value: saisie.parties, onChange: (e) => setSaisie({ ...saisie, parties: e.target.value }) }}
          />
          {champ("reference", "Référence du demandeur", "Facultatif. Elle est portée sur le certificat.")}
        </section>
        <Button type="submit" nativeButtonProps={occupe(demander.enCours)}>
          {demander.enCours ? "Recherche…" : "Chercher et délivrer"}
        </Button>
      </form>
    </>
  );
}
