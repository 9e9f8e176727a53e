using System.Diagnostics;

namespace ScimFilter.Repl.Printing;

/// <summary>What people read for the ways of an index to find subscriptions.</summary>
internal static class PlanWords
{
    /// <summary>Gives a short name of an access path, an operator where there is one.</summary>
    public static string Of(AccessPathKind kind) => kind switch
    {
        AccessPathKind.Key => "key alone",
        AccessPathKind.Equal => "eq",
        AccessPathKind.Presence => "pr",
        AccessPathKind.StartsWith => "sw",
        AccessPathKind.EndsWith => "ew",
        AccessPathKind.Contains => "co",
        AccessPathKind.Bounds => "bounds",
        AccessPathKind.NegatedBounds => "negated bounds",
        AccessPathKind.SharedCondition => "shared condition",
        AccessPathKind.Unequal => "ne or not pr, on every event with the key",
        AccessPathKind.OneByOne => "few with the key, one by one",
        AccessPathKind.Every => "none, on every event with the key",
        _ => throw new UnreachableException(),
    };

    /// <summary>Says why something is checked on every event that has its key.</summary>
    public static string Of(CheckReason reason) => reason switch
    {
        CheckReason.Negations => "negations hold for nearly every value",
        CheckReason.EmptyLiteral => "every string contains the empty one",
        CheckReason.Residual => "no access path expresses it",
        CheckReason.FewEntries => "few have the key",
        _ => throw new UnreachableException(),
    };

    /// <summary>Says why a part of a filter is evaluated.</summary>
    public static string Of(ResidualReason reason) => reason switch
    {
        ResidualReason.ValuePath => "one element must meet all of it",
        ResidualReason.NegatedValuePath => "no element may meet it",
        ResidualReason.UnfindableOperand => "no value leads to one of its operands",
        ResidualReason.TooManyAlternatives => "splitting it makes too many alternatives",
        ResidualReason.OutOfProportion => "its alternatives take too much memory",
        ResidualReason.LiteralForm => "its literal is too long",
        _ => throw new UnreachableException(),
    };
}
