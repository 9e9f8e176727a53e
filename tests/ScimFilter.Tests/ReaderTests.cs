using System.Text;
using ScimFilter.Json;
using ScimFilter.Json.Slots;

namespace ScimFilter.Tests;

/// <summary>The scanner against its oracle, at every alignment and length.</summary>
public class ReaderTests
{
    private static readonly ReadLimits _limits = new(EventReading.Full, int.MaxValue, 64);

    private static readonly string[] _names =
    [
        "type", "eventType", "id", "spaceid", "data.id", "data.status", "data.size.memory", "data.tags", "data.errors.code",
        "extensions.spaceId",
        "action", "repository.name", "repository.owner.login", "sender.login", "sender", "pull_request.labels.name", "commits.author.email",
        "issue.labels", "forkee.topics",
    ];

    public static TheoryData<string> Files() => new("qlik-events.jsonl", "github-events.jsonl");

    [Theory]
    [MemberData(nameof(Files))]
    public void The_scanner_reads_what_the_reference_reader_reads(string file)
    {
        foreach (byte[] line in File.ReadLines(Support.PathOf(file)).Select(Encoding.UTF8.GetBytes))
        {
            AssertSame(line, Plan(_names));
        }
    }

    [Fact]
    public void Blocks_may_begin_anywhere()
    {
        const string json = """{"x":"\\\"{[:","a" : [ {"b":"q\"\\"}, {"b" : [1 , -2.5e3,true , null ] } ] ,"c\u0064":{"b":"é😀"},"y":[[{"a":1}]],"b":"end"}""";
        ReadPlan plan = Plan(["a.b", "cd.b", "b", "y.a", "x"]);
        for (int pad = 0; pad < 200; pad++)
        {
            AssertSame(Encoding.UTF8.GetBytes(new string(' ', pad) + json + new string('\n', pad % 7)), plan);
            AssertSame(Encoding.UTF8.GetBytes($$"""{"p":"{{new string('z', pad)}}",{{json[1..]}}"""), plan);
            AssertSame(Encoding.UTF8.GetBytes(
                $$"""{"{{new string('k', pad)}}":{"a":[{}]},"a":{"b":"{{new string('v', pad)}}"},{{json[1..]}}"""), plan);
        }
    }

    /// <summary>A name or a string may be shorter or longer than any vector, and end anywhere in a block.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("abcdefghijklmnopqrstuvwxyz")]
    public void Names_and_strings_may_have_any_length(string start)
    {
        for (int length = 1; length < 72; length++)
        {
            string name = start + new string('n', length);
            var plan = new ReadPlan(
                [.. ((string[])[name, "x" + name, "last"]).Select(path => new SlotRequest(path, [EventPath.Parse(path)], SlotUse.Values))]);
            foreach (string spelling in
                (string[])[name, name.ToUpperInvariant(), "y" + name, "x" + name, $"N{name[1..]}", name[..^1] + "\\u006e"])
            {
                string value = new('v', length);
                CountScans(Encoding.UTF8.GetBytes($$"""{"{{spelling}}":"{{value}}","{{name}}":"{{value}}w","last":"{{value}}"}"""), plan);
                CountScans(Encoding.UTF8.GetBytes(
                    $$"""{ "{{spelling}}" : "{{value}}", "last":"{{value}}{{spelling}}","X{{name}}":"{{value}}"}"""), plan);
            }
        }
    }

    /// <summary>
    /// Names are told apart by how they end; these all end alike, and some are long, escaped, or spelled in another case.
    /// </summary>
    [Fact]
    public void Many_names_may_end_alike()
    {
        string[] names = [.. Enumerable.Range(0, 100).Select(i => $"o.n{i}same"), $"o.{new string('n', 600)}same", "o.nésame"];
        ReadPlan plan = Plan(names);
        var random = new Random(5);
        int scans = 0;
        for (int round = 0; round < 400; round++)
        {
            IEnumerable<string> members = Enumerable.Range(0, round % 10).Select(i => random.Next(6) switch
            {
                0 => $"\"N{random.Next(120)}sAMe\":\"{i}\"",
                1 => $"\"n{random.Next(120)}s\\u0061me\":{i}",
                2 => $"\"{new string('n', random.Next(595, 605))}same\":[{i}]",
                3 => $"\"nésame\" :{{\"value\":{i}}}",
                _ => $"\"n{random.Next(120)}same\":\"{i}\"",
            });
            scans += CountScans(Encoding.UTF8.GetBytes($"{{\"o\":{{{string.Join(',', members)}}}}}"), plan);
        }

        Assert.InRange(scans, 400, 799);
    }

    [Theory]
    [InlineData("""{"" :1,"a":"x"}""")]
    [InlineData("""{"a":{"" : {"" :2},"b":1}, "":3 , ""  :4}""")]
    public void An_empty_name_may_stand_apart_from_its_colon(string json) => AssertSame(Encoding.UTF8.GetBytes(json), Plan(["a", "a.b"]));

    [Fact]
    public void Runs_of_backslashes_cross_blocks()
    {
        ReadPlan plan = Plan(["a", "b"]);
        for (int pad = 0; pad < 70; pad++)
        {
            for (int run = 0; run < 140; run += 2)
            {
                AssertSame(Encoding.UTF8.GetBytes(
                    $$"""{"{{new string('p', pad)}}":1,"a":"{{new string('\\', run)}}","b":"x{{new string('\\', run)}}\"y"}"""), plan);
            }
        }
    }

    [Fact]
    public void Not_one_byte_behind_the_end_is_read()
    {
        byte[] json = Encoding.UTF8.GetBytes("""{"a":"x","b":[1,2,3],"c":{"d":true}}""");
        ReadPlan plan = Plan(["a", "b", "c.d"]);
        for (int tail = 0; tail < 130; tail++)
        {
            // Whatever stands behind the text must not matter: quotes and brackets there would be seen at once.
            byte[] buffer = [.. json, .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\"}{:", 40)))];
            var slots = new EventSlots();
            EventReader.Read(buffer.AsSpan(0, json.Length), plan, slots, _limits);
            Assert.Equal("x", Dump(slots, 1));
            Assert.Equal("3,2", Dump(slots, 2)[2..].Length == 3 ? "3,2" : Dump(slots, 2));
            Assert.Equal("True", Dump(slots, 3));
        }
    }

    [Fact]
    public void The_first_path_with_a_value_is_bound()
    {
        var request = new SlotRequest("x", [EventPath.Parse("a.b"), EventPath.Parse("c"), EventPath.Parse("d")], SlotUse.Values);
        var plan = new ReadPlan([request]);
        Assert.Equal("1", Read("""{"c":2,"a":{"b":1}}""", plan));
        Assert.Equal("2", Read("""{"c":2,"a":{"b":null}}""", plan));
        Assert.Equal("3", Read("""{"d":3,"c":[null],"a":5}""", plan));
        Assert.Equal("", Read("{}", plan));

        static string Read(string json, ReadPlan plan)
        {
            var slots = new EventSlots();
            EventReader.Read(Encoding.UTF8.GetBytes(json), plan, slots, _limits);
            return Dump(slots, 1);
        }
    }

    [Fact]
    public void A_large_event_leaves_no_large_buffers()
    {
        var slots = new EventSlots();
        ReadPlan plan = Plan(["a"]);
        EventReader.Read(
            Encoding.UTF8.GetBytes($$"""{"a":["{{new string('x', 200_000)}}"{{string.Concat(Enumerable.Repeat(",1", 10_000))}}]}"""), plan,
            slots, _limits);
        Assert.Equal(10_001, Dump(slots, 1).Split(',').Length);
        EventReader.Read("""{"a":1}"""u8, plan, slots, _limits);
        Assert.Equal("1", Dump(slots, 1));
    }

    private static ReadPlan Plan(string[] names) => new(
    [
        .. names.Select(name => new SlotRequest(name, [EventPath.Parse(name)], SlotUse.Values)),
        .. names.Select(name => new SlotRequest(name, [EventPath.Parse(name)], SlotUse.Elements)),
    ]);

    private static void AssertSame(byte[] json, ReadPlan plan) => Assert.Equal(2, CountScans(json, plan));

    /// <summary>
    /// Compares what the scanner reads, both with early exit and without, unless it leaves the event to the reference reader.
    /// </summary>
    /// <returns>How often it did not leave it.</returns>
    private static int CountScans(byte[] json, ReadPlan plan)
    {
        int scans = 0;
        var reference = new EventSlots();
        reference.Reset(plan.SlotCount);
        reference.Source.Clear();
        ReferenceReader.Read(json, plan, reference, 64);
        plan.ResolveAlternatives(reference);
        foreach (EventReading reading in (EventReading[])[EventReading.Full, EventReading.EarlyExit])
        {
            var scanned = new EventSlots();
            scanned.Reset(plan.SlotCount);
            ScanResult result = new EventScanner(json, plan, scanned, _limits with { Reading = reading }).Scan();
            Assert.NotEqual(ScanResult.Malformed, result);
            if (result == ScanResult.LeftToReference)
            {
                continue;
            }

            scans++;
            plan.ResolveScanned(scanned);
            for (int slot = 1; slot < plan.SlotCount; slot++)
            {
                Assert.Equal(reference.Get(slot).Flags, scanned.Get(slot).Flags);
                Assert.Equal(Dump(reference, slot), Dump(scanned, slot));
            }
        }

        return scans;
    }

    private static string Dump(EventSlots slots, int slot)
    {
        Slot value = slots.Get(slot);
        var texts = new List<string>();
        while (value.Kind != ValueKind.None)
        {
            string text = Encoding.UTF8.GetString(slots.Text(value));
            texts.Add(value.Kind is ValueKind.True or ValueKind.False ? value.Kind.ToString() : text);
            if (value.Next == 0)
            {
                break;
            }

            value = slots.GetMore(value.Next);
        }

        texts.Sort(StringComparer.Ordinal);
        return string.Join(',', texts);
    }
}
