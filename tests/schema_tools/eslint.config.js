// graphql-eslint's rules for schemas and for Relay. docs/decisions/0012 says what is set otherwise, and why.
import graphql from "@graphql-eslint/eslint-plugin";

const { rules: recommended } = graphql.configs["flat/schema-recommended"];
const { rules: relay } = graphql.configs["flat/schema-relay"];

/** Words of their own that happen to begin like their type. */
const NO_PREFIX = new Set(["Code.code", "User.username"]);

/** The rule, silent about some fields. */
function sparing(rule, fields) {
  const create = (context) =>
    rule.create({
      report(found) {
        if (!fields.has(`${found.data.typeName}.${found.data.fieldName}`)) {
          context.report(found);
        }
      },
    });
  return { ...rule, create };
}

const prefix = "no-typename-prefix";
const rules = { ...graphql.rules, [prefix]: sparing(graphql.rules[prefix], NO_PREFIX) };
const described = {
  types: true,
  rootField: true,
  DirectiveDefinition: true,
  EnumValueDefinition: true,
  FieldDefinition: true,
  InputValueDefinition: true,
};

export default [
  {
    files: ["schema.graphql"],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: "schema.graphql" } },
    },
    plugins: { "@graphql-eslint": { ...graphql, rules } },
    rules: {
      ...recommended,
      ...relay,
      "@graphql-eslint/input-name": ["error", { checkInputType: true, caseSensitiveInputType: false }],
      "@graphql-eslint/no-scalar-result-type-on-mutation": "error",
      "@graphql-eslint/relay-edge-types": ["error", { listTypeCanWrapOnlyEdgeType: false }],
      "@graphql-eslint/require-description": ["error", described],
      "@graphql-eslint/strict-id-in-types": "off",
    },
  },
];
