using System.Runtime.CompilerServices;
using ScimFilter.Json.Slots;

namespace ScimFilter.Runtime;

/// <summary>
/// The test of one value, which is text of an event as <see cref="EventSlots.Text"/> gives it. Structs, so that the loop over the
/// values is compiled for each by itself.
/// </summary>
internal interface IValueTest
{
    static abstract bool Holds(ValueKind kind, ReadOnlySpan<byte> value, object? operand);
}

/// <summary>
/// <c>eq</c> with a string. The cast is unchecked, as most tests are of this type; only comparisons with a string are compiled to it.
/// </summary>
internal readonly struct EqualText<TText> : IValueTest
    where TText : ITextRule
{
    public static bool Holds(ValueKind kind, ReadOnlySpan<byte> value, object? operand) =>
        kind == ValueKind.String && TText.AreEqual(value, Unsafe.As<Literal>(operand!));
}

/// <summary><c>eq</c> with one of several strings.</summary>
internal readonly struct InSet : IValueTest
{
    public static bool Holds(ValueKind kind, ReadOnlySpan<byte> value, object? operand) =>
        kind == ValueKind.String && ((LiteralSet)operand!).Contains(value);
}

/// <summary><c>eq true</c></summary>
internal readonly struct IsTrue : IValueTest
{
    public static bool Holds(ValueKind kind, ReadOnlySpan<byte> value, object? operand) => kind == ValueKind.True;
}

/// <summary><c>eq false</c></summary>
internal readonly struct IsFalse : IValueTest
{
    public static bool Holds(ValueKind kind, ReadOnlySpan<byte> value, object? operand) => kind == ValueKind.False;
}

/// <summary><c>co</c></summary>
internal readonly struct ContainsText<TText> : IValueTest
    where TText : ITextRule
{
    public static bool Holds(ValueKind kind, ReadOnlySpan<byte> value, object? operand) =>
        kind == ValueKind.String && TText.Contains(value, (Literal)operand!);
}

/// <summary><c>sw</c></summary>
internal readonly struct StartsWithText<TText> : IValueTest
    where TText : ITextRule
{
    public static bool Holds(ValueKind kind, ReadOnlySpan<byte> value, object? operand) =>
        kind == ValueKind.String && TText.StartsWith(value, (Literal)operand!);
}

/// <summary><c>ew</c></summary>
internal readonly struct EndsWithText<TText> : IValueTest
    where TText : ITextRule
{
    public static bool Holds(ValueKind kind, ReadOnlySpan<byte> value, object? operand) =>
        kind == ValueKind.String && TText.EndsWith(value, (Literal)operand!);
}

/// <summary><c>eq gt ge lt le</c> where values have an order.</summary>
internal readonly struct Ordered<TOrder, TAccept> : IValueTest
    where TOrder : IValueOrder
    where TAccept : IAccept
{
    public static bool Holds(ValueKind kind, ReadOnlySpan<byte> value, object? operand) =>
        TOrder.TryCompare(kind, value, (Literal)operand!, out int order) && TAccept.Accepts(order);
}
