namespace ScimFilter;

/// <summary>The range check of options that are numbers.</summary>
internal static class OptionRange
{
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value is less than <paramref name="least"/> or greater than <paramref name="most"/>.
    /// </exception>
    public static int Checked(int value, int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }
}
