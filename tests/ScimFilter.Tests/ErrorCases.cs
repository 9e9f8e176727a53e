using ScimFilter.Oracle;

namespace ScimFilter.Tests;

/// <summary>Tables of filters and their errors: <c>filter => kind offset length message</c>.</summary>
internal static class ErrorCases
{
    /// <summary>Reads a section of a file in <c>Cases/Errors</c>, as data of a theory.</summary>
    public static TheoryData<string, string> Read(string file, string section)
    {
        var data = new TheoryData<string, string>();
        foreach (string[] columns in CaseTable.Read(Path.Combine("Errors", file), section))
        {
            data.Add(columns[0], columns[1]);
        }

        return data;
    }

    /// <summary>Writes an error as the tables do.</summary>
    public static string Row(FilterError error) => $"{error.Kind} {error.Offset} {error.Length} {error.Message}";

    /// <summary>Asserts that an error is the expected one, and that its text and its suggestion agree with its message.</summary>
    public static void AssertIs(string expected, FilterError error)
    {
        Assert.Equal(expected, Row(error));
        Assert.Equal($"column {error.Offset + 1}: {error.Message}", error.ToString());
        if (error.Suggestion is { } suggestion)
        {
            Assert.EndsWith($"; did you mean {suggestion}?", error.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.DoesNotContain("did you mean", error.Message, StringComparison.Ordinal);
        }
    }
}
