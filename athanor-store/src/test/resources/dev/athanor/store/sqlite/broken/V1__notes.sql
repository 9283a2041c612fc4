create table note (number ${identity}, text text not null);
