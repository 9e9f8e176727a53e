using System.Text;
using ScimFilter.Repl.Interactive;
using ScimFilter.Repl.Interactive.Completion;
using ScimFilter.Schema;

namespace ScimFilter.Repl.Tests;

public class CompletionTests
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static readonly string[] _events =
    [
        """{"type":"t","data":{"status":"ok","size":5},"no name":{"inner":1},"0day":1,"list":[{"x":1}],"on":true}""",
        """{"data":{"status":"not \"ok\"","size":-7.5},"on":false,"gone":null,"emails":[{"type":"work","value":"a@b"},{"type":"home"}]}""",
        $$"""{"{{Enterprise}}":{"employeeNumber":"701","manager":{"value":"9"} } }""",
    ];

    [Theory]
    [InlineData("da", 0, "data|data.size|data.status")]
    [InlineData("lo", 0, "load")]
    [InlineData("e", 0, "emails|emails.type|emails.value|events|explain")]
    [InlineData(":e", 0, ":events|:explain")]
    [InlineData(":", 0, ":load|:events|:explain|:plan|:strict|:lenient|:case|:schema|:profile|:help|:quit")]
    [InlineData("(da", 1, "data|data.size|data.status")]
    [InlineData("( list", 2, "list|list.x")]
    [InlineData("no", 0, "not (")]
    [InlineData("not ", 4, "(")]
    [InlineData("not (da", 5, "data|data.size|data.status")]
    [InlineData("type pr and da", 12, "data|data.size|data.status")]
    [InlineData("type pr AND NOT (on", 17, "on")]
    [InlineData("type pr or (no", 12, "not (")]
    [InlineData("data.status ", 12, "eq|ne|co|sw|ew|gt|ge|lt|le|pr")]
    [InlineData("data.status e", 12, "eq|ew")]
    [InlineData("(data.status p", 13, "pr")]
    [InlineData("data.status pr ", 15, "and|or")]
    [InlineData("(data.status pr ", 16, "and|or|)")]
    [InlineData("(a pr or (b pr) ", 16, "and|or|)")]
    [InlineData("emails[type pr ", 15, "and|or|]")]
    [InlineData("(a pr)", 6, " and| or")]
    [InlineData("data.status eq \"ok\" ", 20, "and|or")]
    [InlineData("data.status eq \"ok\" o", 20, "or")]
    [InlineData("data.status eq \"and \" ", 22, "and|or")]
    [InlineData("data.status eq \"a \\\" ( ", 15, "")]
    [InlineData("data.status eq 5 ", 17, "and|or")]
    public void A_word_may_become_what_fits_its_place(string text, int start, string expected) => AssertCandidates(text, start, expected);

    [Theory]
    [InlineData("data.status eq ", 15, "\"not \\\"ok\\\"\"|\"ok\"")]
    [InlineData("data.status eq \"o", 15, "\"ok\"")]
    [InlineData("data.status eq o", 15, "\"ok\"")]
    [InlineData("data.status eq \"not \\\"", 15, "\"not \\\"ok\\\"\"")]
    [InlineData("DATA.STATUS EQ \"O", 15, "\"ok\"")]
    [InlineData("data.size gt ", 13, "-7.5|5")]
    [InlineData("data.size co ", 13, "")]
    [InlineData("on eq ", 6, "false|true")]
    [InlineData("on eq t", 6, "true")]
    [InlineData("gone eq ", 8, "")]
    [InlineData("nope eq ", 8, "")]
    [InlineData("emails.type eq ", 15, "\"home\"|\"work\"")]
    [InlineData("emails[type eq ", 15, "\"home\"|\"work\"")]
    [InlineData("emails[(type eq ", 16, "\"home\"|\"work\"")]
    [InlineData("emails[t", 7, "type")]
    [InlineData("emails[type eq \"work\" and v", 26, "value")]
    [InlineData("emails[type eq \"work\"].value eq ", 32, "\"a@b\"")]
    public void Values_are_those_of_the_loaded_events(string text, int start, string expected) => AssertCandidates(text, start, expected);

    [Theory]
    [InlineData("explain (da", 9, "data|data.size|data.status")]
    [InlineData(":explain data.status e", 21, "eq|ew")]
    [InlineData(":plan data.status e", 18, "eq|ew")]
    [InlineData("case ", 5, "exact|ignore")]
    [InlineData(":profile w", 9, "webhooks")]
    [InlineData("load sample", 5, "sample:events")]
    [InlineData(":nope ", 6, "")]
    public void Commands_complete_their_arguments(string text, int start, string expected) => AssertCandidates(text, start, expected);

    [Fact]
    public void Attributes_below_the_URN_of_a_schema_have_it_in_front()
    {
        AssertCandidates($"{Enterprise}:e", 0, $"{Enterprise}:employeeNumber");
        AssertCandidates($"{Enterprise}:employeeNumber eq ", Enterprise.Length + 19, "\"701\"");
        AssertCandidates($"{Enterprise}:manager.", 0, $"{Enterprise}:manager.value");
    }

    [Fact]
    public void Attributes_of_the_schema_are_offered_too()
    {
        var settings = new ReplSettings { Schema = new FilterSchemaBuilder().String("data.kind").String("TYPE").Build() };

        Assert.Equal(
            ["data", "data.kind", "data.size", "data.status"], new LineCompletion(Load(), settings).Complete("not (da").Texts);
        Assert.Equal(["type"], new LineCompletion(Load(), settings).Complete("t").Texts);
    }

    [Fact]
    public void Names_that_no_filter_can_say_are_left_out() =>
        Assert.DoesNotContain(Load().Paths, path => path.Contains("inner", StringComparison.Ordinal) || path.StartsWith('0'));

    [Fact]
    public void Paths_are_completed_with_folders_marked()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "events one.jsonl"), "");
            File.WriteAllText(Path.Combine(folder, ".hidden"), "");
            Directory.CreateDirectory(Path.Combine(folder, "events"));

            AssertCandidates($"load {folder}/ev", 5, $"{folder}/events one.jsonl|{folder}/events/");
            AssertCandidates($":load {folder}/events o", 6, $"{folder}/events one.jsonl");
            AssertCandidates($"schema {folder}/", 7, $"{folder}/events one.jsonl|{folder}/events/");
            AssertCandidates($"load {folder}/.", 5, $"{folder}/.hidden");
            AssertCandidates($"load {folder}/nowhere/", 5, "");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void What_all_candidates_start_with_is_typed()
    {
        Assert.Equal("data.s", new Candidates(0, ["data.size", "data.status"]).CommonStart());
        Assert.Equal("", new Candidates(0, ["a", "b"]).CommonStart());
        Assert.Equal("", new Candidates(0, []).CommonStart());
        Assert.Equal("x", new Candidates(0, ["x👍", "x👎"]).CommonStart());
    }

    [Fact]
    public void Values_with_control_characters_are_not_offered()
    {
        var events = new LoadedEvents();
        events.Replace([Encoding.UTF8.GetBytes("{\"a\":\"x\u009b2J\",\"b\":\"\u202e\"}")]);

        Assert.Empty(events.ValuesOf("a"));
        Assert.Empty(events.ValuesOf("b"));
    }

    private static void AssertCandidates(string text, int start, string expected)
    {
        Candidates candidates = new LineCompletion(Load(), new ReplSettings()).Complete(text);

        Assert.Equal(expected, string.Join('|', candidates.Texts));
        Assert.True(expected.Length == 0 || start == candidates.Start, $"start is {candidates.Start}");
    }

    private static LoadedEvents Load()
    {
        var events = new LoadedEvents();
        events.Replace([.. _events.Select(Encoding.UTF8.GetBytes)]);
        return events;
    }
}
