import { Input } from "@codegouvfr/react-dsfr/Input";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { adresseMinute } from "../../api/client";
import { constaterSignatures, signerMinute, useCommande } from "../../api/commandes";
import { minute as requeteMinute, pieces } from "../../api/requetes";
import type { Minute, Piece, SaisieSignatures, SignatureMinute } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { dateLongue, INSECABLE, jourCivil } from "../../composants/formats";
import { occupe } from "../../composants/foyer";

/** Who signs with the greffier: who presided the formation, or the magistrate who renders an order alone. */
const signataire = (nature: string) => (nature === "ordonnance" ? "Le magistrat qui a rendu l’ordonnance" : "Qui présidait");

/** Who signed the minute of a decision, and what the reader may do about it: sign with a tool of their own, or write down what was signed by hand. */
export function MinuteDeLaDecision({ piece, dossierId, fermer }: { piece: Piece; dossierId: string; fermer: () => void }) {
  const titre = useRef<HTMLHeadingElement>(null);
  useEffect(() => titre.current?.focus(), []);
  const { data, error, refetch } = useQuery(requeteMinute(piece.piece_id));
  const client = useQueryClient();
  const signee = (minute: Minute) => {
    client.setQueryData(requeteMinute(piece.piece_id).queryKey, minute);
    void client.invalidateQueries({ queryKey: pieces(dossierId).queryKey });
    annoncer(minute.state === "signee" ? "La minute porte ses deux signatures." : "La signature est reçue.");
    titre.current?.focus();
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section aria-labelledby="titre-minute" className="greffe-sans-impression" onKeyDown={(touche) => touche.key === "Escape" && fermer()}>
      <div className="greffe-bloc__tete">
        <h3 id="titre-minute" ref={titre} tabIndex={-1}>
          Minute{INSECABLE}: {piece.file_name}
        </h3>
        <Button size="small" priority="tertiary no outline" iconId="fr-icon-close-line" iconPosition="right" onClick={fermer}>
          Fermer
        </Button>
      </div>
      {error && !data && <ErreurSection quoi="La minute" cause={error} reessayer={() => void refetch()} />}
      {!data && !error && <Attente quoi="la minute" />}
      {data && <Signatures minute={data} signee={signee} />}
    </section>
  );
}

function Signatures({ minute, signee }: { minute: Minute; signee: (minute: Minute) => void }) {
  const { may_sign, may_replace, may_record, electronic, signatures } = minute;
  const qualite = may_sign[0] ?? (may_replace ? "president" : undefined);
  return (
    <>
      {signatures.length === 0 && <p>Personne n’a encore signé cette minute.</p>}
      {signatures.length > 0 && (
        <ul data-signatures>
          {signatures.map((signature) => (
            <li key={signature.quality}>
              <Signature {...signature} nature={minute.nature} />
            </li>
          ))}
        </ul>
      )}
      <p>
        <a className="fr-link" href={adresseMinute(minute.piece_id)} download>
          Télécharger la minute{signatures.some(({ by_hand }) => !by_hand) ? " telle qu’elle est signée" : ""}
        </a>
      </p>
      {qualite && electronic && <Signer minute={minute} qualite={qualite} remplace={may_sign.length === 0} signee={signee} />}
      {qualite && !electronic && <p>Cette installation ne reçoit pas de signature électronique{INSECABLE}: la minute se signe à la main, et le greffe de la chambre le constate ici.</p>}
      {may_record && <ALaMain minute={minute} signee={signee} />}
    </>
  );
}

function Signature({ nature, quality, name, holder, authority, qualified, by_hand, signed_at, impediment }: SignatureMinute & { nature: string }) {
  return (
    <>
      {quality === "greffier" ? "Le greffier" : signataire(nature)}
      {INSECABLE}: {name}, le {dateLongue(signed_at)}
      {by_hand ? ", à la main" : `, certificat de ${holder} (${authority})${qualified ? ", qualifié" : ", non qualifié"}`}
      {impediment && `, à la place de qui présidait${INSECABLE}: ${impediment}`}.
    </>
  );
}

function Signer({ minute, qualite, remplace, signee }: { minute: Minute; qualite: string; remplace: boolean; signee: (minute: Minute) => void }) {
  const id = useId();
  const [fichier, setFichier] = useState<File>();
  const [empechement, setEmpechement] = useState("");
  const signer = useCommande(
    (choisi: File, cle: string) => signerMinute(minute.piece_id, { qualite, empechement: remplace ? empechement : undefined }, choisi, cle),
    signee,
  );
  const envoyer = (e: FormEvent) => {
    e.preventDefault();
    if (fichier) void signer.envoyer(fichier);
  };
  return (
    <form onSubmit={envoyer} aria-label="Signer la minute" className="greffe-bloc fr-mt-2w">
      <p>
        Téléchargez la minute, signez ce fichier avec votre certificat, sans l’imprimer ni l’annoter, puis renvoyez-le. Il est contrôlé avant d’être reçu.
      </p>
      <AlerteErreur erreur={signer.erreur} />
      {remplace && (
        <Input
          label="Empêchement de qui présidait"
          hintText="Vous signez à sa place, comme juge qui en a délibéré (CPC 456)."
          nativeInputProps={{ value: empechement, required: true, maxLength: 200, onChange: (e) => setEmpechement(e.target.value) }}
        />
      )}
      <div className="fr-upload-group">
        <label className="fr-label" htmlFor={id}>
          Minute signée
          <span className="fr-hint-text">Un PDF, avec votre signature PAdES.</span>
        </label>
        <input id={id} className="fr-upload" type="file" accept=".pdf,application/pdf" required onChange={(e) => setFichier(e.target.files?.[0])} />
      </div>
      <Button type="submit" disabled={!fichier} nativeButtonProps={occupe(signer.enCours)}>
        Renvoyer la minute signée
      </Button>
    </form>
  );
}

function ALaMain({ minute, signee }: { minute: Minute; signee: (minute: Minute) => void }) {
  const deja = minute.signatures.filter(({ by_hand }) => by_hand);
  const dite = (qualite: string) => deja.find(({ quality }) => quality === qualite);
  const faite = dite("president")?.signed_at;
  const [saisie, setSaisie] = useState<SaisieSignatures>({
    signee_le: faite ? jourCivil(faite) : "",
    president: dite("president")?.name ?? "",
    greffier: dite("greffier")?.name ?? "",
    empechement: dite("president")?.impediment ?? "",
  });
  const constater = useCommande((corps: SaisieSignatures, cle: string) => constaterSignatures(minute.piece_id, corps, cle), signee);
  const changer = (champ: keyof SaisieSignatures) => (e: { target: { value: string } }) => setSaisie({ ...saisie, [champ]: e.target.value });
  const envoyer = (e: FormEvent) => {
    e.preventDefault();
    void constater.envoyer(saisie);
  };
  return (
    <details className="fr-mt-2w">
      <summary>{deja.length > 0 ? "Corriger le constat des signatures à la main" : "Constater que la minute a été signée à la main"}</summary>
      <form onSubmit={envoyer} aria-label="Signatures à la main" className="greffe-bloc fr-mt-1w">
        <AlerteErreur erreur={constater.erreur} />
        {minute.signatures.some(({ by_hand }) => !by_hand) && (
          <p>La minute imprimée et signée à la main remplace celle qui porte déjà une signature électronique, laquelle reste au journal d’audit.</p>
        )}
        <Input label="Signée le" nativeInputProps={{ type: "date", required: true, value: saisie.signee_le, onChange: changer("signee_le") }} />
        <Input label={minute.nature === "ordonnance" ? signataire(minute.nature) : `${signataire(minute.nature)}, ou qui a signé à sa place`} nativeInputProps={{ required: true, maxLength: 200, value: saisie.president, onChange: changer("president") }} />
        <Input label="Greffier" nativeInputProps={{ required: true, maxLength: 200, value: saisie.greffier, onChange: changer("greffier") }} />
        {minute.nature !== "ordonnance" && (
          <Input
            label="Empêchement de qui présidait"
            hintText="Facultatif. Si un juge qui en a délibéré a signé à sa place (CPC 456)."
            nativeInputProps={{ maxLength: 200, value: saisie.empechement ?? "", onChange: changer("empechement") }}
          />
        )}
        <Button type="submit" priority="secondary" nativeButtonProps={occupe(constater.enCours)}>
          Constater les deux signatures
        </Button>
      </form>
    </details>
  );
}
