import accessibilite from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import ts from "typescript-eslint";

export default ts.config(
  { ignores: ["dist", "node_modules", "outils", "src/api/schema.d.ts", "e2e/resultats"] },
  ...ts.configs.recommended,
  {
    files: ["src/**/*.{ts,tsx}"],
    plugins: { "react-hooks": hooks, ...accessibilite.flatConfigs.recommended.plugins },
    rules: {
      ...hooks.configs.recommended.rules,
      ...accessibilite.flatConfigs.recommended.rules,
      "@typescript-eslint/consistent-type-imports": "error",
      eqeqeq: "error",
      "no-restricted-imports": [
        "error",
        { name: "@codegouvfr/react-dsfr/Button", message: "Sans type, il envoie le formulaire : prendre composants/bouton." },
      ],
    },
  },
);
