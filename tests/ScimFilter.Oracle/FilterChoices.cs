using ScimFilter.Ast;

namespace ScimFilter.Oracle;

/// <summary>Builds filters that compile out of the bytes of an input: few names and few values, so that filters and events meet.</summary>
public static class FilterChoices
{
    private const int MaxDepth = 4;

    private static readonly string[] _texts =
    [
        "x", "X", "y", "", "é", "É", "s", "\u017f", "k", "\u212a", "\U00010428", "\U00010400", "\uffee", "a\"\\\n",
        "2020-01-01T00:00:00Z", "2020-01-01T01:00:00+01:00", new('x', 70),
    ];

    private static readonly string[] _numbers = ["1", "0", "1.0", "-0.0", "10e-1", "2", "9007199254740993", "9007199254740992", "1e400"];

    private static readonly AttributePath[] _paths =
    [
        new("a"), new("A"), new("b"), new("type"), new("eventType"), new("value"), new("a", "b"), new("a", "value"), new("b", "a"),
        new("a", "b", "a"), new("urn:x:y", ["a"]), new("urn:ietf:params:scim:schemas:core:2.0:User", ["a"]),
        new("urn:x", ["y"]), new("urn:ietf:params:scim:schemas:core:2.0:Nonsense", ["a"]),
    ];

    private static readonly ComparisonOperator[] _all = Enum.GetValues<ComparisonOperator>();

    private static readonly ComparisonOperator[] _equality = [ComparisonOperator.Equal, ComparisonOperator.NotEqual];

    private static readonly ComparisonOperator[] _ordered =
    [
        .. _equality, ComparisonOperator.GreaterThan, ComparisonOperator.GreaterThanOrEqual, ComparisonOperator.LessThan,
        ComparisonOperator.LessThanOrEqual,
    ];

    /// <summary>Gets the strings that filters ask for.</summary>
    public static IReadOnlyList<string> Texts => _texts;

    /// <summary>Gets the numbers that filters ask for.</summary>
    public static IReadOnlyList<string> Numbers => _numbers;

    public static FilterExpression Read(InputBytes input) => Read(input, MaxDepth, isInner: false);

    // What is most wanted has most of the numbers: equality is what an index is made of.
    private static FilterExpression Read(InputBytes input, int depth, bool isInner) => input.Choose(depth == 0 ? 9 : 16) switch
    {
        < 5 => new ComparisonExpression(input.Choose(_paths), ComparisonOperator.Equal, Value(input, out _)),
        < 8 => Comparison(input),
        8 => new PresentExpression(input.Choose(_paths)),
        9 or 10 => new NotExpression(Read(input, depth - 1, isInner)),
        11 when !isInner => new ValuePathExpression(input.Choose(_paths), Read(input, depth - 1, isInner: true)),
        < 14 => List(LogicalOperator.And, input, depth, isInner),
        _ => List(LogicalOperator.Or, input, depth, isInner),
    };

    private static LogicalExpression List(LogicalOperator @operator, InputBytes input, int depth, bool isInner)
    {
        var operands = new FilterExpression[2 + input.Choose(4)];
        for (int i = 0; i < operands.Length; i++)
        {
            operands[i] = Read(input, depth - 1, isInner);
        }

        return new LogicalExpression(@operator, operands);
    }

    private static ComparisonExpression Comparison(InputBytes input)
    {
        AttributePath path = input.Choose(_paths);
        ComparisonValue value = Value(input, out ComparisonOperator[] operators);
        return new ComparisonExpression(path, input.Choose(operators), value);
    }

    private static ComparisonValue Value(InputBytes input, out ComparisonOperator[] operators)
    {
        int kind = input.Choose(8);
        operators = kind < 5 ? _all : kind == 5 ? _ordered : _equality;
        return kind switch
        {
            < 5 => ComparisonValue.String(input.Choose(_texts)),
            5 => Number(input.Choose(_numbers)),
            _ => input.Choose([ComparisonValue.True, ComparisonValue.False, ComparisonValue.Null]),
        };
    }

    private static ComparisonValue Number(string text) =>
        ComparisonValue.Number(ExactDecimal.TryParse(text, out ExactDecimal number) ? number : default);
}
