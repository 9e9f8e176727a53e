using ScimFilter.Repl.Interactive.Editing;

namespace ScimFilter.Repl.Tests;

public sealed class HistoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string FileName => Path.Combine(_folder, "state", "history");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lines_come_back_in_the_next_session()
    {
        new HistoryFile(FileName).Append("a eq \"日本\"");
        new HistoryFile(FileName).Append("b pr");

        Assert.Equal(["a eq \"日本\"", "b pr"], new HistoryFile(FileName).Read());
    }

    [Fact]
    public void Only_the_user_can_read_the_file()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        new HistoryFile(FileName).Append("a pr");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FileName));

        File.WriteAllLines(FileName, Enumerable.Range(0, 2 * LineHistory.MaxLines).Select(k => $"a eq {k}"));
        Assert.Equal(LineHistory.MaxLines, new HistoryFile(FileName).Read().Count);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FileName));
        Assert.Equal([FileName], Directory.GetFiles(Path.GetDirectoryName(FileName)!));
    }

    [Fact]
    public void The_file_is_bounded_and_keeps_the_newest_lines()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FileName)!);
        File.WriteAllLines(FileName, Enumerable.Range(0, 2_500).Select(k => $"a eq {k}"));

        Assert.Equal("a eq 2499", new HistoryFile(FileName).Read()[^1]);
        Assert.Equal(LineHistory.MaxLines, File.ReadAllLines(FileName).Length);
    }

    [Fact]
    public void Sessions_at_the_same_time_add_to_one_file()
    {
        Parallel.For(0, 4, session =>
        {
            var file = new HistoryFile(FileName);
            for (int k = 0; k < 50; k++)
            {
                file.Append($"session{session} eq {k}");
            }
        });

        Assert.Equal(200, new HistoryFile(FileName).Read().Distinct().Count());
    }

    [Fact]
    public void A_file_that_cannot_be_used_is_no_error()
    {
        var file = new HistoryFile(_folder);

        Assert.Empty(file.Read());
        Assert.Equal("it is a directory", file.Trouble);
        file.Append("a pr");
        Assert.Equal("it is a directory", file.Trouble);
    }

    [Theory]
    [InlineData("", "/state", null)]
    [InlineData("/my/history", "/state", "/my/history")]
    [InlineData(null, "/state", "/state/scimfilter/history")]
    [InlineData(null, null, "/.local/state/scimfilter/history")]
    [InlineData(null, "relative", "/.local/state/scimfilter/history")]
    public void An_environment_variable_names_the_file_or_disables_it(string? variable, string? state, string? expected)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        HistoryFile? file = HistoryFile.OfUser(name => name == HistoryFile.Variable ? variable : name == "XDG_STATE_HOME" ? state : null);

        Assert.Equal(expected is null, file is null);
        Assert.EndsWith(expected ?? "", file?.Path ?? "");
    }

    [Fact]
    public void Blank_lines_repetitions_and_lines_after_a_space_are_not_kept()
    {
        var history = new LineHistory(["a pr"]);

        Assert.False(history.Add("a pr"));
        Assert.False(history.Add(" secret eq 1"));
        Assert.False(history.Add("  "));
        Assert.True(history.Add("b pr"));
        Assert.True(history.Add("a pr"));
        Assert.Equal(["a pr", "b pr", "a pr"], history.Lines);
    }

    [Fact]
    public void The_oldest_line_goes_first()
    {
        var history = new LineHistory(Enumerable.Range(0, LineHistory.MaxLines).Select(k => $"{k}"));
        history.Add("new");

        Assert.Equal(("1", "new", LineHistory.MaxLines), (history.Lines[0], history.Lines[^1], history.Lines.Count));
    }
}
