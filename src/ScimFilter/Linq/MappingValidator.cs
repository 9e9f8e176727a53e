using System.Collections.Immutable;
using System.Diagnostics;
using ScimFilter.Ast;
using ScimFilter.Formatting;
using ScimFilter.Linq.Values;
using ScimFilter.Schema;

namespace ScimFilter.Linq;

/// <summary>Finds everything in a filter that the mapping cannot answer, in the words that schemas use.</summary>
internal sealed class MappingValidator(TranslationRules rules)
{
    private readonly List<FilterError> _errors = [];

    public IReadOnlyList<FilterError> Validate(FilterExpression filter, MappedShape root)
    {
        Visit(filter, root, container: null);
        return _errors;
    }

    private void Visit(FilterExpression filter, MappedShape scope, AttributePath? container)
    {
        switch (filter)
        {
            case ComparisonExpression comparison when Find(comparison.Path, scope) is { } shape:
                CheckComparison(comparison, shape, container);
                break;
            case ValuePathExpression valuePath when Find(valuePath.Path, scope) is { } shape:
                Visit(valuePath.Filter, shape.Element, valuePath.Path);
                break;
            case PresentExpression present:
                Find(present.Path, scope);
                break;
            case NotExpression not:
                Visit(not.Operand, scope, container);
                break;
            case LogicalExpression logical:
                foreach (FilterExpression operand in logical.Operands)
                {
                    Visit(operand, scope, container);
                }

                break;
            case ComparisonExpression or ValuePathExpression:
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void CheckComparison(ComparisonExpression comparison, MappedShape shape, AttributePath? container)
    {
        ValueTranslation? translation = (shape.Compared as MappedValue)?.Translation;
        ComparisonRule rule = rules.RuleOf(comparison.Path, container);
        var attribute = new SchemaAttribute
        {
            Name = comparison.Path.ToString(),
            Type = translation?.Type ?? AttributeType.Complex,
            Operators = translation?.Operators(rule) ?? FilterOperators.All,
        };
        if ((ValidationErrors.Of(comparison, attribute, attribute) ?? LiteralError(comparison, translation)) is { } error)
        {
            _errors.Add(error);
        }
    }

    private static FilterError? LiteralError(ComparisonExpression comparison, ValueTranslation? translation) =>
        comparison.Value.Kind == ComparisonValueKind.Null || translation?.Expected(comparison.Value) is not { } expected
            ? null
            : new FilterError(FilterErrorKind.ValueTypeMismatch, comparison.Value.Span)
            {
                Found = ErrorText.Echo(comparison.Value.ToString()),
                Subject = $"'{comparison.Path}'",
                Expected = [expected],
            };

    private MappedShape? Find(AttributePath path, MappedShape scope)
    {
        if (rules.IsSchemaAlone(path))
        {
            _errors.Add(ValidationErrors.SchemaAlone(path));
            return null;
        }

        if (rules.NamesOf(path, scope) is { } names)
        {
            return scope.Find(names.AsSpan());
        }

        _errors.Add(ValidationErrors.UnknownAttribute(Known(path, scope), path, container: null));
        return null;
    }

    /// <summary>The names where the path goes wrong, and what leads there; at the top those of extensions, too.</summary>
    private static FilterSchema Known(AttributePath path, MappedShape scope)
    {
        ImmutableArray<string> names = path.Urn is null ? path.Names : [];
        int known = 0;
        while (known < names.Length && scope.Find([.. names.AsSpan(0, known + 1)]) is { Element: MappedObject })
        {
            known++;
        }

        MappedShape? parent = known == 0 ? scope : scope.Find([.. names.AsSpan(0, known)])!.Element;
        string prefix = string.Concat(names.Take(known).Select(name => name + "."));
        IEnumerable<string> below = parent is MappedObject container ? container.Attributes.All.SelectMany(NamesOf) : ["value"];
        return new FilterSchema(below
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => new SchemaAttribute { Name = prefix + name }));
    }

    private static IEnumerable<string> NamesOf(MappedAttribute attribute) => attribute switch
    {
        _ when AttributeNames.IsName(attribute.Name) => [attribute.Name],
        { Shape.Element: MappedObject extension } =>
            extension.Attributes.All.Where(inner => AttributeNames.IsName(inner.Name)).Select(inner => $"{attribute.Name}:{inner.Name}"),
        _ => [],
    };
}
