using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddFlaskTrackCore(new DatabaseOptions(
    builder.Configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite),
    builder.Configuration["Database:ConnectionString"] ?? "Data Source=flasktrack.db"));
builder.Services.AddUserInterface();
builder.Services.AddFlaskTrackAccountsWeb(builder.Configuration);
var app = builder.Build();
app.UseAccountGuards();
app.UseAccounts();
app.MapGet("/health/live", () => "ok").AllowAnonymous();
app.MapUserInterface();
app.MapAccountEndpoints();
await app.RunAsync();
