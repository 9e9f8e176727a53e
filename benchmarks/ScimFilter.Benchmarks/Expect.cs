namespace ScimFilter.Benchmarks;

/// <summary>What a setup says before anything is timed: a fast wrong answer is no result.</summary>
internal static class Expect
{
    public static void True(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"Expected: {what}.");
        }
    }

    public static void Equal<T>(T expected, T actual, string what) =>
        True(EqualityComparer<T>.Default.Equals(expected, actual), $"{what} is {expected}, not {actual}");
}
