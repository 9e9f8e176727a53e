using System.Text.RegularExpressions;

namespace ScimFilter.Tests;

/// <summary>A README goes into a package, where other files of the repository are not.</summary>
public partial class PackedReadmeTests
{
    public static TheoryData<string> Readmes =>
        [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "README.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(AppContext.BaseDirectory, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Readmes))]
    public void Its_links_lead_to_itself_or_to_an_address(string file)
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file));
        Assert.All(
            Links().Matches(text).Select(link => link.Groups[1].Value),
            target => Assert.True(target.StartsWith('#') || target.StartsWith("https://", StringComparison.Ordinal), target));
    }

    [Theory]
    [MemberData(nameof(Readmes))]
    public void It_says_how_the_package_is_installed_or_run(string file) =>
        Assert.Matches(@"dotnet (add package|tool install|run)\b", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)));

    [Fact]
    public void Every_project_has_one() => Assert.True(Readmes.Count >= 4);

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();
}
