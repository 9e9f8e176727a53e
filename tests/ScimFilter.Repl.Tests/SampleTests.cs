namespace ScimFilter.Repl.Tests;

/// <summary>The main job on what comes with the program.</summary>
public class SampleTests
{
    [Fact]
    public void Match_without_files_matches_the_samples()
    {
        Ran result = Ran.Command("match");
        Assert.Equal(0, result.ExitCode);
        string[] lines = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(24, lines.Length);
        Assert.Equal("{\"event\":0,\"ids\":[\"created\"]}", lines[0]);
        Assert.Equal("{\"event\":23,\"ids\":[\"failed-reloads\",\"my-app\",\"timeouts\"]}", lines[23]);
    }
}
