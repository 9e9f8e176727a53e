using ScimFilter.Schema;

namespace ScimFilter;

/// <summary>How filters are compiled and events are read. Immutable and thread-safe.</summary>
public sealed record FilterCompilerOptions
{
    /// <summary>Gets the defaults that are documented at each property.</summary>
    public static FilterCompilerOptions Default { get; } = new();

    internal static FilterCompilerOptions Interpreted { get; } = new() { CodeGeneration = CodeGeneration.Never, MaxShapes = 2 };

    /// <summary>
    /// Gets the schema: filters are checked against it, and it says where events keep the attributes. Default: none, any attribute goes.
    /// </summary>
    public FilterSchema? Schema { get; init; }

    /// <summary>Gets a value indicating whether strings compare exactly where no schema says so. Default: false, as in SCIM.</summary>
    public bool CaseExact { get; init; }

    /// <summary>Gets when machine code is generated. Default: <see cref="CodeGeneration.WhenHot"/>.</summary>
    public CodeGeneration CodeGeneration { get; init; }

    /// <summary>
    /// Gets how many shapes are kept: 2 to 1,048,576. Default: 1,024. A compiled filter keeps its own shape alive besides.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxShapes { get; init => field = OptionRange.Checked(value, 2, 1 << 20); } = 1_024;

    /// <summary>Gets how much of an event is read. Default: <see cref="EventReading.Full"/>.</summary>
    public EventReading EventReading { get; init; }

    /// <summary>Gets the largest event in bytes: 1 to 1,073,741,824. Default: 16,777,216.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxEventLength { get; init => field = OptionRange.Checked(value, 1, 1 << 30); } = 1 << 24;

    /// <summary>Gets how many objects and arrays may stand inside one another on the way to an attribute: 1 to 512. Default: 64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxEventDepth { get; init => field = OptionRange.Checked(value, 1, 512); } = 64;
}
