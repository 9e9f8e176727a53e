using System.Text;

namespace ScimFilter.Benchmarks.Events;

/// <summary>A CloudEvent of common size: about 830 bytes, eight attributes that filters ask for, three of them below <c>data</c>.</summary>
internal static class SampleEvent
{
    public const string Id = "a25c6b1f-4de1-4f4a-9d4e-0c1f6f2b7d11";
    public const string SpaceId = "6305f2c9-1c55-4a4b-8d0c-9b86b1e2f3a4";
    public const string Type = "com.qlik.v1.app.reload.finished";

    public const string Json =
        $$$"""
        {"specversion":"1.0","id":"{{{Id}}}","source":"com.qlik/reloads","type":"{{{Type}}}",
        "time":"2026-03-14T09:26:53.589Z","datacontenttype":"application/json","tenantid":"0b1f4c7e-77d5-4a3a-8f52-2f0d0f6c9a55",
        "spaceId":"{{{SpaceId}}}","userid":"f3c1d2b4-8e6f-4f0a-b7c8-1a2b3c4d5e6f",
        "data":{"id":"5d9e2f31-6b0c-4f6e-a1d2-7c8b9a0f1e2d","status":"ok","kind":"reload","name":"Quarterly sales by region",
        "duration":"PT1M32.5S","size":{"disk":1048576,"memory":4194304},"trigger":{"type":"schedule","attempt":1,"manual":false},
        "tables":["Sales","Regions","Products","Calendar"],"warnings":[],"log":"Loaded 4 tables, 1204332 rows; \"Calendar\" was generated",
        "endTime":"2026-03-14T09:26:52.101Z","engine":{"version":"12.2100.0","node":"eu-central-1b"}}
        }
        """;

    /// <summary>The names of the eight attributes, as filters write them.</summary>
    public static readonly string[] Attributes = ["id", "type", "source", "tenantid", "spaceId", "data.id", "data.status", "data.kind"];

    public static byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(Json.ReplaceLineEndings(""));

    /// <summary>A filter of three terms of which only the last holds, so that none can be left out.</summary>
    public static string ThreeTerms { get; } = Filter(
        "b36d7c20-4de1-4f4a-9d4e-0c1f6f2b7d11", "741603da-1c55-4a4b-8d0c-9b86b1e2f3a4", Type);

    public static string Filter(string id, string spaceId, string type) =>
        $"id eq \"{id}\" or spaceId eq \"{spaceId}\" or type eq \"{type}\"";

    /// <summary>Filters of one shape, each with constants of its own; every thousandth holds.</summary>
    public static string[] Filters(int count)
    {
        var filters = new string[count];
        for (int i = 0; i < count; i++)
        {
            string id = i % 1_000 == 0 ? Id : new Guid(i * 7_919, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString();
            string spaceId = new Guid(i * 104_729, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20).ToString();
            filters[i] = Filter(id, spaceId, $"com.qlik.v1.kind-{i:D5}.changed.ok");
        }

        return filters;
    }
}
